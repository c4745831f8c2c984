// The short code of a visit: whatever goes in comes out, and no slip passes. In Node alone.

import assert from "node:assert/strict";
import { test } from "node:test";

import { decode } from "../../themes/default/js/agent-code.js";
import { DIGITS, encode, hashOf } from "../../themes/default/js/capsule-code.js";

/** @import { Visit } from "../../themes/default/js/capsule-code.js" */

/** @param {Visit} visit  as it comes out */
function expected({ language, platform, page, opened, trail }) {
  const hash = (/** @type {string} */ address) => (address ? hashOf(address) : undefined);
  return { language, platform, page: hash(page), opened: hash(opened), trail: trail && { ...trail, page: hashOf(trail.page) } };
}

/** A number generator with a seed (mulberry32). */
function random(/** @type {number} */ seed) {
  return (/** @type {number} */ below) => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

/** @returns {Visit} */
function someVisit(/** @type {(below: number) => number} */ pick) {
  const page = () => ["", "billing/refund/", "el/επιστροφή/", "lamp/", `p/${pick(1000)}/`][pick(5)] ?? "";
  const trail = { page: page() || "lamp/", from: pick(3) ? 0 : pick(300), answers: Array.from({ length: pick(12) }, () => 1 + pick(pick(9) ? 8 : 200)) };
  return { language: pick(60), platform: pick(20), page: page(), opened: page(), trail: pick(2) ? trail : undefined };
}

test("whatever goes in comes out", () => {
  const pick = random(1);
  for (let count = 0; count < 20_000; count++) {
    const visit = someVisit(pick);
    const code = encode(visit);
    assert.deepEqual(decode(code), expected(visit), `${code} ${JSON.stringify(visit)}`);
  }
});

test("codes are the same for ever", () => {
  const lamp = { page: "lamp/", from: 0, answers: [2, 1, 3] };
  for (const [visit, code] of /** @type {[Visit, string][]} */ ([
    [{ language: 0, platform: 0, page: "billing/refund/", opened: "", trail: undefined }, "5E7C-MA"],
    [{ language: 0, platform: 0, page: "lamp/", opened: "billing/refund/", trail: lamp }, "62WF-2BHV-5MC8-27"],
    [{ language: 4, platform: 1, page: "lamp/", opened: "billing/refund/", trail: lamp }, "A1RB-HW9E-7CPH-H08H"],
  ])) {
    assert.equal(encode(visit), code);
  }
});

test("a code is written in any way", () => {
  const visit = { language: 4, platform: 1, page: "lamp/", opened: "billing/refund/", trail: { page: "lamp/", from: 0, answers: [2, 1, 3] } };
  for (const code of ["A1RB-HW9E-7CPH-H08H", "a1rbhw9e7cphh08h", " aIrb hw9e.7cph hO8h ", "Ａ１ＲＢ－ＨＷ９Ｅ－７ＣＰＨ－Ｈ０８Ｈ", "alrb/hw9e/7cph/ho8h"]) {
    assert.deepEqual(decode(code), expected(visit), code);
  }
});

test("no wrong character and no exchanged neighbours pass", () => {
  const pick = random(2);
  let passed = 0;
  let count = 0;
  for (let turn = 0; turn < 50; turn++) {
    const digits = [...encode(someVisit(pick)).replaceAll("-", "")];
    const wrong = (/** @type {string[]} */ other) => {
      count += 1;
      if (other.join("") !== digits.join("") && decode(other.join(""))) passed += 1;
    };
    digits.forEach((digit, at) => [...DIGITS].forEach((other) => other !== digit && wrong(digits.with(at, other))));
    // The check itself and the digit before it are the one exception of such codes.
    digits.slice(1, -1).forEach((digit, at) => wrong(digits.with(at, digit).with(at + 1, digits[at] ?? "")));
  }
  assert(count > 10_000);
  assert.equal(passed, 0);
});

test("nonsense is no code", () => {
  for (const text of ["", "-", "0", "00", "U0", "é", "5", "ZZZZ-ZZZZ-ZZZZ-ZZZZ", "<b>", "0".repeat(5000)]) assert.equal(decode(text), undefined, text.slice(0, 20));
});
