// The types of `search.js`: what it is asked and answers, the files that it reads, and what it thinks with.

/** `limit`: how many results (10). `prefix`: the last word is still being typed. `texts`: how many files of texts may be read,
 * for anchors and excerpts (few, so that results come fast; the later ones are without). `explain`: say why. `exact`: a word that
 * no document has means nothing, no guess is made. `answers`: of a question or FAQ, the excerpt is about this many characters of
 * the beginning. `today`: the day whose notices are found, as `2026-11-01` (the device's); none with an empty text. `platform`: the
 * customer's, by its name in the settings: what is for others alone comes later; with `only`, not at all. */
export type QueryOptions = { platform?: string; only?: boolean; limit?: number; prefix?: boolean; texts?: number; explain?: boolean; exact?: boolean; answers?: number; today?: string };

/** `total`: how many documents have any of the words. `corrected`: the query that was searched, where a word was not known.
 * `synonyms`: what was searched too. */
export type Answer = { results: Result[]; total: number; corrected: string | null; synonyms: string[] };

/** `url` is relative to the site's root, and has the anchor of the best section. `language` is a BCP 47 tag. `level` is that of a notice:
 * `info`, `warning` or `critical`. `other`: it is for other platforms alone. */
export type Result = {
  url: string;
  title: string;
  heading: string | null;
  breadcrumb: string[];
  kind: string;
  level?: string;
  language: string;
  excerpt: Piece[];
  score: number;
  other?: boolean;
  explain?: Reason[];
};

export type Piece = { text: string; match: boolean };

/** What a word of the query contributed to a result's score, by which word of the documents. */
export type Reason = { word: string; form: string; kind: Kind | "none"; weight: number; contribution: number };

export type Kind = "exact" | "latin" | "inflection" | "correction" | "completion" | "synonym";

export type Fetch = (url: string) => Promise<{ ok: boolean; status: number; text(): Promise<string> }>;

export type Stats = { requests: number; bytes: number };

/** A folded word and its place in a text. */
export type Word = { text: string; start: number; end: number };

/** What a typed word may mean: a stem, or those of a phrase. */
export type Candidate = { form: string; kind: Kind; weight: number; terms: Term[] };

export type QueryWord = Word & { candidates: Candidate[] };

/** A word of a text that a word of the query, given by its index, found. */
export type Match = { start: number; end: number; word: number; weight: number };

// The files; src/search/format.rs says what each part means.

/** A stem: in how many documents it is, its forms, and pairs of the distance to the next document and the impact on it. */
export type Term = [frequency: number, forms: string, postings: number[]];

export type Record = { title: string; url: string; text: string; in?: number; kind?: string; level?: string };

export type RecordShard = { records: { [document: number]: Record }; breadcrumbs?: string[][] };

export type WordShard = {
  terms: Term[];
  synonyms?: { [word: string]: [rest: string, also: string][] };
} & Partial<RecordShard>;

export type Passage = [heading: string, anchor: string, text: string, platform?: string];

export type Manifest = {
  format: number;
  language: string;
  documents: number;
  scale: number;
  weights: { near: number; longer: number; synonym: number };
  most: { words: number; texts: number };
  words: { keys: { [leading: string]: string }; unspaced: string[]; lists: { [first: string]: string } };
  common: WordShard;
  latin?: [typed: string, letters: string][];
  notices?: [from: string, until: string][];
  records: { per_file: number; files: string[]; inline?: RecordShard };
  platforms?: { other: number; files: { [platform: string]: string } };
  fallback?: { language: string; base: string };
};

// The functions of `search.js`.

export type Query = (text: string, options?: QueryOptions) => Promise<Answer>;

/** Loads a file, and does once what is to be done with it. */
export type Load = (name: string, use?: (content: any) => any) => Promise<any>;

export type Dictionary = {
  /** The file that has a word; none for a common word. */
  file(word: string): string | undefined;
  term(word: string): Promise<Term | undefined>;
  /** The known words with the same first letter, the commonest first. */
  near(word: string): Promise<string[]>;
  /** The phrases that begin with a word which was looked up: the rest, and what is searched too. */
  synonyms(word: string): [rest: string, also: string][];
};

export type Documents = {
  /** Takes in the records that a file has. */
  learn(shard: RecordShard): void;
  /** Documents' records, and the texts of those whose texts are in the first `most` files. */
  find(numbers: number[], most: number): Promise<(Omit<Result, "heading" | "excerpt" | "language" | "score"> & { passages: Passage[] })[]>;
};

export type Open = (base: string, get: Fetch, stats: Stats) => Promise<{ query: Query; language: string }>;
export type Loader = (base: string, get: Fetch, stats: Stats) => Load;
export type Join = (base: string, way: string) => string;
export type Parts = (piece: string, part: RegExp) => string[];
export type OpenDictionary = (manifest: Manifest, load: Load, learnRecords: (shard: RecordShard) => void) => Dictionary;
export type Spells = (typed: string, form: string, latin: [string, string][], rest: number) => boolean;
export type Spellings = (words: Word[], last: string | undefined, dictionary: Dictionary, latin: [string, string][]) => Promise<Map<string, string[]>>;
export type Spelt = (word: string, rest: number, dictionary: Dictionary, latin: [string, string][]) => Promise<string[]>;
export type Understand = (text: string, prefix: boolean, dictionary: Dictionary, manifest: Manifest) => Promise<{ typed: QueryWord[]; synonyms: string[] }>;
export type Within = (dictionary: Dictionary, files: Set<string | undefined>, most: number) => (word: { text: string }) => boolean;
export type CandidatesOf = (word: string, unfinished: boolean, dictionary: Dictionary, weights: Manifest["weights"], spelt: string[]) => Promise<Candidate[]>;
export type Inflection = (word: string, known: string[]) => string[];
export type IsOneEdit = (a: string, b: string) => boolean;
export type Visit = (candidate: Candidate, visit: (document: number, impact: number) => void) => void;
export type Rank = (typed: QueryWord[], manifest: Manifest, limit: number, today: string, foreign: Set<number>, share: number) => { top: { document: number; score: number }[]; total: number };
export type Reasons = (typed: QueryWord[], document: number, scale: number) => Reason[];
export type OpenDocuments = (manifest: Manifest, load: Load) => Documents;
export type Section = (title: string, passages: Passage[], typed: QueryWord[], documents: number, lead: number, share: (platform?: string) => number) => { anchor: string; heading: string | null; excerpt: Piece[] };
export type Distinct = (matches: Match[]) => number;
export type Excerpt = (text: string, matches: Match[], lead: number) => Piece[];
export type Beginning = (text: string, from: number) => number;
export type Corrected = (query: string, typed: QueryWord[]) => string | null;
export type Whole = (text: string, at: number) => number;
