// The page of a member's ballot: asks the house it came from, and keeps nothing once the page is closed.
"use strict";

const TRIES = 20, STALE = 412;
const drafts = new Map();  // by session, nomination and choice: a try again takes the same ballot
const at = (id) => document.getElementById(id);

function tell(text, mark = "") {
  const line = document.createElement("li");
  line.textContent = text;
  line.className = mark;
  at("told").append(line);
}

function address(session) { return `/api/v1/councils/sessions/${encodeURIComponent(session)}`; }

// Asks the house; the token goes along only where it is named.
async function call(path, { token = null, body = null, seen = null } = {}) {
  const headers = { Accept: "application/json", "Accept-Language": "vi" };
  if (token) headers.Authorization = `Bearer ${token}`;
  if (body) headers["Content-Type"] = "application/json";
  if (seen !== null) headers["If-Match"] = `"${seen}"`;
  const told = { headers, method: body ? "POST" : "GET", credentials: "omit", cache: "no-store", referrerPolicy: "no-referrer" };
  const reply = await fetch(path, body ? { ...told, body: JSON.stringify(body) } : told);
  const said = await reply.json();
  if (!reply.ok) throw Object.assign(new Error(said.detail || said.title), { status: reply.status });
  return { said, position: reply.headers.get("Log-Position") };
}

async function shown(session, token, position = null) {
  return (await call(address(session) + (position ? `?at_least=${position}` : ""), { token })).said;
}

// Takes a ballot at whatever version the session is; returns where the log stands then.
async function signUp(session, token, paper) {
  for (let tried = 0; tried < TRIES; tried++) {
    const { version } = await shown(session, token);
    try {
      return (await call(`${address(session)}/roll`, { token, body: { papers: [paper] }, seen: version })).position;
    } catch (err) {
      if (err.status !== STALE) throw err;
    }
  }
  throw new Error("phiên họp đang bận, xin thử lại (others were quicker, try again)");
}

async function take(session, token, item, choice) {
  const key = numberOf(item.key), nomination = item.nomination, name = [session, nomination, choice].join();
  if (!drafts.has(name)) drafts.set(name, drafted(session, nomination, choice, key));
  const draft = drafts.get(name), hidden = await blinded(draft, key);
  const position = await signUp(session, token, { nomination, blinded: hidden });
  const papers = papersOf(await shown(session, token, position), nomination);
  const mine = papers.find((one) => one.blinded === hidden);
  if (!mine) throw new Error("danh sách không có phiếu này (the roll does not hold it)");
  const ballot = unblinded(draft, mine.signed, key);
  if (!(await isProven(session, nomination, ballot, key)))
    throw new Error("chữ ký không đúng khóa đã công bố (not signed with the published key)");
  drafts.delete(name);
  return ballot;
}

// Offers the file that `docs/examples/ballot.py` reads too.
function keep(ballot) {
  const text = JSON.stringify({ ...ballot, session: new URL(address(ballot.session), location.href).href });
  at("keep").href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  at("keep").download = `phieu-${ballot.nonce.slice(0, 8)}.json`;
  at("keep").hidden = false;
  tell("Đã nhận phiếu; hãy lưu tệp phiếu. (Taken; save its file.)", "good");
}

function itemShown(session, token, item) {
  const line = document.createElement("p"), choice = document.createElement("select"), button = document.createElement("button");
  const label = document.createElement("label");
  choice.id = `choice-${item.nomination}`;
  label.htmlFor = choice.id;
  label.textContent = `Hồ sơ (nomination) ${item.nomination}`;
  choice.append(new Option("chọn (choose)", ""), ...Object.entries(CHOICES).map(([key, text]) => new Option(`${text} (${key})`, key)));
  button.type = "button";
  button.textContent = "Nhận phiếu (take)";
  button.addEventListener("click", guarded(async () => {
    if (!choice.value) throw new Error("chưa chọn ý kiến (choose first)");
    keep(await take(session, token, item, choice.value));
  }));
  line.append(label, choice, button);
  return line;
}

async function fileOf(id) {
  const kept = JSON.parse(await at(id).files[0].text());
  return { ...kept, session: kept.session.split("/").pop() };
}

async function onTaking() {
  const session = at("session").value.trim(), token = at("token").value.trim();
  const secret = (await shown(session, token)).agenda.filter((one) => one.key);
  at("items").replaceChildren(...secret.map((one) => itemShown(session, token, one)));
  if (!secret.length) tell("Chưa có phiếu kín nào: phiên họp chưa mở. (No secret vote: not opened yet.)");
}

async function onCasting() {
  const { session, nomination, nonce, choice, proof } = await fileOf("cast-file");
  await call(`${address(session)}/ballots`, { body: { nomination, nonce, choice, proof } });
  tell(`Đã bỏ phiếu (cast): ${nonce}`, "good");
}

async function onChecking() {
  const session = at("session").value.trim(), token = at("token").value.trim();
  const boxes = (await call(`${address(session)}/ballots`, { token })).said.items;
  if (!boxes.length) throw new Error("chưa kiểm phiếu (nothing was counted yet)");
  if (at("check-file").files.length) {
    const mine = await fileOf("check-file"), here = mine.session === session && isCounted(mine, boxes);
    tell(here ? `Phiếu đã được kiểm (counted): ${mine.nonce}` : `KHÔNG có phiếu trong kết quả (not counted): ${mine.nonce}`, here ? "good" : "bad");
  }
  const whole = await shown(session, token);
  for (const box of boxes) countShown(await recounted(session, whole, box));
}

function countShown({ about, ballots, roll, sums, wrong }) {
  const said = Object.values(CHOICES).map((text, place) => `${text} ${sums[place]}`).join(", ");
  tell(`${about}: ${ballots}/${roll} phiếu, ${said}`, wrong.length ? "bad" : "good");
  for (const one of wrong) tell(`SAI (wrong): ${one}`, "bad");
}

// Runs an act and tells what went wrong, in words.
function guarded(act) {
  return async (event) => {
    event.preventDefault();
    at("told").replaceChildren();
    try { await act(); } catch (err) { tell(err.message, "bad"); }
    document.body.dataset.done = String(Number(document.body.dataset.done || 0) + 1);
  };
}

at("taking").addEventListener("submit", guarded(onTaking));
at("casting").addEventListener("submit", guarded(onCasting));
at("checking").addEventListener("submit", guarded(onChecking));
