/** A published reason in words, for people who have to act on it. */
export interface Sentence {
  readonly en: string;
  readonly zh: string;
  /** RFC 6901 pointer to the field of the request that is at fault, where it is always the same one. */
  readonly pointer?: string;
}

/** The sentences of one list of codes. */
export type Sentences = Readonly<Record<string, Sentence>>;
