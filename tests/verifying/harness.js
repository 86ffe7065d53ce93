// Runs the vectors through the verifier of verify.html, under node or in a page; see runners.py.
function bytesOf(text) { return Uint8Array.from(atob(text), (c) => c.charCodeAt(0)); }
async function answerTo(one) {
  const wrong = (told) => told.filter((each) => !each.holds).map((each) => [each.code, each.place]);
  const notes = Object.entries(one.notes), bytes = bytesOf(one.export), cut = Math.ceil(bytes.length / 3);
  try {
    const trust = trustOf(one.keys === null ? null : keysOf("keys.txt", one.keys), {
      handovers: one.handovers || "", quorum: "quorum" in one ? one.quorum : null, otherSizes: Boolean(one.other_sizes),
      witnesses: "witnesses" in one ? keysOf("witnesses.txt", one.witnesses, WITNESS) : null,
    });
    if (one.sublog) return wrong(await verifySublog(bytes, notes, trust));
    if (one.pack) return wrong(await verifyPack(bytes, notes, trust));
    async function* chunks() { for (let at = 0; at < bytes.length; at += cut) yield bytes.subarray(at, at + cut); }
    return wrong(await verifyExport(chunks(), notes, trust));
  } catch (err) { return wrong([foundOf(err)]); }
}
async function answers(cases, ownCurve) {
  webCrypto = !ownCurve;
  const told = [];
  for (const one of cases) told.push(await answerTo(one));
  webCrypto = true;
  return told;
}
function spoilt(path, root) {  // one bit of the first hash, or of the root where there is none
  const copy = (path[0] || root).slice();
  copy[0] ^= 1;
  return path.length ? [[copy, ...path.slice(1)], root] : [path, copy];
}
function treesHold(trees) {  // returns how many proofs held and how many spoilt ones did not
  const hashes = trees.hashes.map(bytesOf), root = trees.roots.map((n) => hashes[n]);
  const tree = new Tree(), leaves = trees.leaves.map((n) => hashes[n]);
  const seen = { roots: 0, held: 0, refused: 0 };
  root.forEach((one, size) => { seen.roots += same(tree.root(), one); if (size < leaves.length) tree.add(leaves[size]); });
  for (const [at, size, ...path] of trees.inclusion) {
    const steps = path.map((n) => hashes[n]), [bad, other] = spoilt(steps, root[size]);
    seen.held += isIncluded(leaves[at - 1], at, size, steps, root[size]);
    seen.refused += !isIncluded(leaves[at - 1], at, size, bad, other);
  }
  for (const [old, size, ...path] of trees.consistency) {
    const steps = path.map((n) => hashes[n]), [bad, other] = spoilt(steps, root[old]);
    seen.held += isConsistent(old, size, steps, root[old], root[size]);
    seen.refused += !isConsistent(old, size, bad, other, root[size]);
  }
  return seen;
}
function shiftedRoots(walk) {
  const tree = new Shifting(), roots = [];
  for (const [isNew, at, leaf, isAsked] of walk) {
    const bytes = Uint8Array.from(leaf.match(/../g), (pair) => parseInt(pair, 16));
    if (isNew) tree.insert(at, bytes); else tree.put(at, bytes);
    if (isAsked) roots.push(hex(tree.root()));
  }
  return roots;
}
function hashed(leaves) { return leaves.map((one) => hex(sha256(Uint8Array.of(0), Uint8Array.from(one.match(/../g) || [], (pair) => parseInt(pair, 16))))); }
function digests(contents) { return contents.map((one) => [hex(sha256(bytesOf(one))), hex(sha512(bytesOf(one)))]); }
