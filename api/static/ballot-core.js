// What a secret ballot is made of (docs/adr/0036): numbers only, no page and no network.
"use strict";

const EXPONENT = 65537n, MARGIN = 16, SIGNED = "vinhdanh ballot 1", LANE = (1n << 64n) - 1n;
const CHOICES = { "in-favour": "đồng ý", against: "không đồng ý", blank: "phiếu trắng" };

function turned(lane, by) { return ((lane << by) | (lane >> (64n - by))) & LANE; }

// The permutation Keccak-f[1600] of FIPS 202; its constants come of the shift register given there.
function permute(a) {
  let register = 1;
  for (let round = 0; round < 24; round++) {
    const column = [0, 1, 2, 3, 4].map((x) => a[x] ^ a[x + 5] ^ a[x + 10] ^ a[x + 15] ^ a[x + 20]);
    for (let at = 0; at < 25; at++) a[at] ^= column[(at + 4) % 5] ^ turned(column[(at + 1) % 5], 1n);
    let x = 1, y = 0, held = a[1];
    for (let step = 0; step < 24; step++) {
      [x, y] = [y, (2 * x + 3 * y) % 5];
      const there = x + 5 * y, by = BigInt((((step + 1) * (step + 2)) / 2) % 64);
      [held, a[there]] = [a[there], turned(held, by)];
    }
    for (let row = 0; row < 25; row += 5) {
      const was = a.slice(row, row + 5);
      for (let at = 0; at < 5; at++) a[row + at] = was[at] ^ (~was[(at + 1) % 5] & LANE & was[(at + 2) % 5]);
    }
    for (let bit = 0; bit < 7; bit++) {
      register = ((register << 1) ^ ((register >> 7) * 0x71)) & 0xff;
      if (register & 2) a[0] ^= 1n << BigInt((1 << bit) - 1);
    }
  }
}

// SHAKE-256 of some bytes, as many bytes as asked for; WebCrypto has none.
function shake256(bytes, size) {
  const rate = 136, a = new Array(25).fill(0n);
  const padded = new Uint8Array((Math.floor(bytes.length / rate) + 1) * rate);
  padded.set(bytes);
  padded[bytes.length] ^= 0x1f;
  padded[padded.length - 1] ^= 0x80;
  for (let block = 0; block < padded.length; block += rate) {
    for (let at = 0; at < rate; at++) a[at >> 3] ^= BigInt(padded[block + at]) << BigInt(8 * (at & 7));
    permute(a);
  }
  const out = new Uint8Array(size);
  for (let at = 0; at < size; at++) {
    if (at && at % rate === 0) permute(a);
    const place = at % rate;
    out[at] = Number((a[place >> 3] >> BigInt(8 * (place & 7))) & 0xffn);
  }
  return out;
}

function hexOf(bytes) { return Array.from(bytes, (one) => one.toString(16).padStart(2, "0")).join(""); }
function numberOf(hex) { return BigInt(`0x${hex}`); }
function bytesOfId(id) { return Uint8Array.from(id.replaceAll("-", "").match(/../g), (pair) => parseInt(pair, 16)); }

function power(base, exponent, modulus) {
  let result = 1n;
  for (base %= modulus; exponent > 0n; exponent >>= 1n) {
    if (exponent & 1n) result = (result * base) % modulus;
    base = (base * base) % modulus;
  }
  return result;
}

// The inverse of a number, null where it has none: then it shares a factor with the modulus.
function inverse(number, modulus) {
  let [left, right, one, other] = [number % modulus, modulus, 1n, 0n];
  while (right) {
    const times = left / right;
    [left, right, one, other] = [right, left - times * right, other, one - times * other];
  }
  return left === 1n ? ((one % modulus) + modulus) % modulus : null;
}

// The id of the box of one vote: a UUID of version 5 (RFC 9562) of the nomination, in the session.
async function boxOf(session, nomination) {
  const name = new TextEncoder().encode(nomination.toLowerCase());
  const told = new Uint8Array([...bytesOfId(session), ...name]);
  const box = new Uint8Array(await crypto.subtle.digest("SHA-1", told)).slice(0, 16);
  box[6] = (box[6] & 0x0f) | 0x50;
  box[8] = (box[8] & 0x3f) | 0x80;
  return box;
}

// The number that is signed for a ballot: a digest as long as the key, bound to box and choice.
async function image(session, nomination, nonce, choice, key) {
  const text = new TextEncoder(), box = await boxOf(session, nomination);
  const said = [...text.encode(SIGNED), ...box, ...text.encode(`${choice}\n${nonce}`)];
  const size = Math.ceil(key.toString(2).length / 8) + MARGIN;
  return numberOf(hexOf(shake256(Uint8Array.from(said), size))) % key;
}

function drawn(size) { return hexOf(crypto.getRandomValues(new Uint8Array(size))); }

// The draft of a ballot, with numbers of the member's own; the margin makes no factor likelier.
function drafted(session, nomination, choice, key) {
  const size = Math.ceil(key.toString(2).length / 8) + MARGIN;
  let factor = 0n;
  while (factor < 2n || inverse(factor, key) === null) factor = numberOf(drawn(size)) % key;
  return { session, nomination, choice, nonce: drawn(32), factor: factor.toString(16) };
}

async function blinded(draft, key) {
  const number = await image(draft.session, draft.nomination, draft.nonce, draft.choice, key);
  return ((number * power(numberOf(draft.factor), EXPONENT, key)) % key).toString(16);
}

// The ballot that comes of a draft and the signature on it; with the factor it could be joined to a name.
function unblinded(draft, signed, key) {
  const proof = ((numberOf(signed) * inverse(numberOf(draft.factor), key)) % key).toString(16);
  return { session: draft.session, nomination: draft.nomination, choice: draft.choice, nonce: draft.nonce, proof };
}

async function isProven(session, nomination, ballot, key) {
  const number = await image(session, nomination, ballot.nonce, ballot.choice, key);
  return power(numberOf(ballot.proof), EXPONENT, key) === number;
}

function papersOf(shown, nomination) {
  return shown.roll.flatMap((one) => one.papers).filter((one) => one.nomination === nomination);
}

// Counts one box again: sums, and what is wrong with keys, proofs, doubles, the roll and the result.
async function recounted(session, shown, box) {
  const about = box.nomination, item = shown.agenda.find((one) => one.nomination === about);
  const key = numberOf(item.key), roll = papersOf(shown, about).length, wrong = [];
  if (numberOf(box.modulus) !== key) wrong.push("key-differs");
  for (const one of box.ballots) if (!(await isProven(session, about, one, key))) wrong.push(`unsigned ${one.nonce}`);
  const numbers = new Set(box.ballots.map((one) => one.nonce));
  if (numbers.size < box.ballots.length || box.ballots.length > roll) wrong.push("too-many-ballots");
  const said = [...box.ballots, ...item.opinions].map((one) => one.choice);
  const sums = Object.keys(CHOICES).map((choice) => said.filter((one) => one === choice).length);
  return { about, ballots: box.ballots.length, roll, sums, wrong: [...wrong, ...differing(item, sums)] };
}

function differing(item, sums) {
  const told = item.result;
  if (!told) return [];
  const needed = Math.ceil((told.members * item.percent) / 100);
  const counted = [...sums, needed, sums[0] >= needed];
  const said = [told.in_favour, told.against, told.blank, told.needed, told.carried];
  return counted.every((one, at) => one === said[at]) ? [] : ["result-differs"];
}

function isCounted(ballot, boxes) {
  const same = (one) => ["nonce", "choice", "proof"].every((name) => one[name] === ballot[name]);
  return boxes.some((box) => box.nomination === ballot.nomination && box.ballots.some(same));
}
