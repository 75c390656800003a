// SPDX-License-Identifier: Apache-2.0

/**
 * Hashes as words that can be read out (proquints, arXiv 0901.4016: 16 bits a word, consonants and vowels by turns), so that two people can
 * compare a key over the telephone in any language.
 */
const CONSONANTS = "bdfghjklmnprstvz";
const VOWELS = "aiou";

/** Words said of a thumbprint: 96 bits, so that nobody finds another key of the same words. */
export const THUMBPRINT_WORDS = 6;

/** The first `count` words of some bytes. */
export function words(bytes, count = THUMBPRINT_WORDS) {
  return Array.from({ length: count }, (_, at) => word((bytes[2 * at] << 8) | bytes[2 * at + 1]));
}

function word(bits) {
  const consonant = (shift) => CONSONANTS[(bits >> shift) & 15];
  const vowel = (shift) => VOWELS[(bits >> shift) & 3];
  return consonant(12) + vowel(10) + consonant(6) + vowel(4) + consonant(0);
}
