// Starts the page at /docs: every request goes to the server the page came from.
const EXAMPLE_KEY = "5f0c6f0a-8d5f-4f0e-9a44-0f6f3f0f7c11";

// A key names one order. The one of the example would make a second try a repeat of the first, so
// each order that carries it gets a key of its own; whoever types a key keeps it.
function withItsOwnKey(request) {
  if (request.headers?.["Idempotency-Key"] === EXAMPLE_KEY) {
    const bytes = Array.from(crypto.getRandomValues(new Uint8Array(16)));
    request.headers["Idempotency-Key"] = bytes.map((one) => one.toString(16).padStart(2, "0")).join("");
  }
  return request;
}

window.ui = SwaggerUIBundle({
  url: "/openapi.json",
  dom_id: "#try",
  deepLinking: true,
  displayRequestDuration: true,
  persistAuthorization: true,
  requestInterceptor: withItsOwnKey,
  validatorUrl: null,
});
