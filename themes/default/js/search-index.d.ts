// The files of the index, as `search.js` reads them: src/search/format.rs says what each part means.

/** A stem: in how many documents it is, its forms, and pairs of the distance to the next document and the impact on it. */
export type Term = [frequency: number, forms: string, postings: number[]];

export type Record = { title: string; url: string; text: string; in?: number; kind?: string };

export type RecordShard = { records: { [document: number]: Record }; breadcrumbs?: string[][] };

export type WordShard = {
  terms: Term[];
  synonyms?: { [word: string]: [rest: string, also: string][] };
} & Partial<RecordShard>;

export type Passage = [heading: string, anchor: string, text: string];

export type Manifest = {
  format: number;
  language: string;
  documents: number;
  scale: number;
  weights: { near: number; longer: number; synonym: number };
  most: { words: number; texts: number };
  words: { keys: { [leading: string]: string }; unspaced: string[]; lists: { [first: string]: string } };
  common: WordShard;
  records: { per_file: number; files: string[]; inline?: RecordShard };
  fallback?: { language: string; base: string };
};
