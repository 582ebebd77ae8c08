// What passes between the scripts, beside what Python hands over (see tests/script/declarations.py).

import type { PageData } from "publisher.pages.page_data";
import type { Lookup, LookupQuestion } from "publisher.lookup.shapes";
import type { Option } from "wizard.policy";
import type { Answer, Named, Outcome, QuestionView, View } from "wizard.view";

/** The key of a text of the page, such as `copy`; of one in a group, such as `tones.ask`. */
export type WordKey<Words = PageData["words"]> = {
  [Key in keyof Words & string]: Words[Key] extends string ? Key : `${Key}.${WordKey<Words[Key]>}`;
}[keyof Words & string];
export type WordGroup = keyof PageData["words"];

/** Answers to questions. */
export type Answers = Record<string, string>;

/** What was typed for the ticket: a text, or the options that were picked. */
export type Details = Record<string, string | string[]>;

/**
 * The ticket's form: what was `typed`, the secrets that are `turned`, the details whose problems are `told` beside their fields, and whether they
 * are `summed` up, as once somebody takes the ticket along.
 */
export type Form = { typed: Details; turned: string[]; told: Set<string>; summed: boolean };

/** What the engine is asked: see `wizard.protocol.respond`. */
export type Request = ({ answers: Details; turned?: string[] } | { ticket: string; answers?: Answers | undefined }) & { now: string; page: string };

/** An outcome of the engine's, or of the look-up: then with whether the status of the version is left `open`. */
export type ShownOutcome = Outcome & { open?: boolean };

/** The engine's view, or the look-up's: a question or an outcome. */
export type ShownView = Omit<View, "question" | "outcome"> & (AtQuestion | AtOutcome);
export type AtQuestion = { question: QuestionView; outcome: null };
export type AtOutcome = { question: null; outcome: ShownOutcome };

/** What the answers so far tell, on the way through the look-up. */
export type Known = { facts: Record<string, string>; product: Named | null; version: KnownVersion | null };

/** A version and its status on a day, with the last day of it; `open` where only the engine can tell the status. */
export type KnownVersion = { text: string; product: Named | null } & VersionStatus;
export type VersionStatus = { status: string; last: string; open: boolean };

/** An answer to a question, on a day (ISO); without `option` it was typed. */
export type Given = { question: LookupQuestion; answer: string; option: Option | undefined; day: string; lookup: Lookup };

/**
 * A way through the look-up: what was `asked` on it, up to the `question` without an answer, or to the end; and about
 * how many questions are `left` after that one.
 */
export type Walked = Known & { asked: Answer[]; question: QuestionView | null; left: number | null; day: string; early?: boolean };

/** A fact in words. */
export type Worded = { name: string; value: string };

/** What every script that starts the engine needs: the absolute addresses of the bundle's files, with their hashes. */
export type Files = PageData["bundle"];

/** How to start: with the whole library or the least one. */
export type Start = { whole: boolean };

/** What the worker is told: first to start, then to answer; or only to bring files into the browser's cache. */
export type Order =
  | ({ kind: "start"; files: Files } & Start)
  | { kind: "ask"; id: number; request: Request }
  | { kind: "fetch"; files: Files };

/**
 * What the worker says: first of each part of a file that has `come`. A failure without `id` is that of the start; it is `incomplete` where it may be for want
 * of something in the least library.
 */
export type Told = { kind: "come" } | { kind: "ready" } | { kind: "answer"; id: number; view: ShownView } | Failed;
export type Failed = { kind: "failed" | "incomplete"; id?: number | undefined; reason: string };

declare global {
  interface Navigator {
    /** Not in every browser. */
    connection?: { saveData?: boolean; effectiveType?: string };
  }
}
