// Runs the vectors of ballots through ballot-core.js, under node or in a page; see ballot_vectors.py.
async function ballotTold(one) {
  const key = numberOf(one.key), draft = { session: one.session, nomination: one.nomination, choice: one.choice, nonce: one.nonce, factor: one.factor };
  const number = await image(one.session, one.nomination, one.nonce, one.choice, key);
  const ballot = unblinded(draft, one.signed, key), other = { ...ballot, choice: one.choice === "blank" ? "against" : "blank" };
  const held = await isProven(one.session, one.nomination, ballot, key), spoilt = await isProven(one.session, one.nomination, other, key);
  const elsewhere = await isProven(one.nomination, one.nomination, ballot, key);
  return { image: number.toString(16), blinded: await blinded(draft, key), proof: ballot.proof, bare: !("factor" in ballot), held, spoilt, elsewhere };
}
async function ballotsTold(vectors) { return Promise.all(vectors.map(ballotTold)); }
async function ballotsDrawn(vectors) {  // of numbers drawn here: all apart, below the key, and they can be taken off again
  const drawnHere = vectors.map((one) => drafted(one.session, one.nomination, one.choice, numberOf(one.key)));
  const below = drawnHere.every((one, at) => numberOf(one.factor) < numberOf(vectors[at].key) && inverse(numberOf(one.factor), numberOf(vectors[at].key)) !== null);
  return { below, numbers: new Set(drawnHere.map((one) => one.nonce)).size, lengths: [...new Set(drawnHere.map((one) => one.nonce.length))] };
}
async function counts(told) { return Promise.all(told.boxes.map((box) => recounted(told.session, told.shown, box))); }
async function squeezed(sizes) { return sizes.map(([many, size]) => hexOf(shake256(new Uint8Array(many).map((_, at) => at), size))); }
