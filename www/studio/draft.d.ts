/** What the importer answers: see src/import/draft/mod.rs. */
export type Place = [source: number, from: number, to: number];

export interface Fix {
  kind: 'safe' | 'ask' | 'show';
  place: Place;
  with: string;
  sentence: string;
}

export interface Finding {
  code: string;
  severity: 'note' | 'warning' | 'error';
  message: string;
  places: Place[];
  about: string[];
  fixes: Fix[];
  taken: boolean;
}

export interface SourceRead {
  votes: { about: string | null, counts: [yes: number, no: number, abstain: number] }[];
  readings: [from: number, to: number, code: string | null, said: string][];
  unread: [from: number, to: number][];
  text: string | null;
}

export interface Row {
  vote: 'yes' | 'no' | 'abstain' | 'absent' | null;
  cosponsor: 'yes' | 'no' | 'unknown' | null;
}

export interface Draft {
  sources: SourceRead[];
  findings: Finding[];
  missing: ('vote' | 'date' | 'body')[];
  rows: Record<string, Row>;
  members: [code: string, name: string][];
  table: string;
  date: string | null;
  body: 'general-assembly' | 'security-council' | null;
  title: string | null;
  symbol: string | null;
  source: string | null;
  expect: Partial<Record<'yes' | 'no' | 'abstain' | 'absent', number>>;
  decision: ['adopted' | 'rejected', string] | null;
  derived: string[];
}
