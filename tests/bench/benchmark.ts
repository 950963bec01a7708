import type { Cluster } from '../support/cluster.ts';

/** A file `NAME.bench.ts` in this folder exports one of these as `bench`; that is all it takes to add one. */
export interface Benchmark {
	/** One line for `--help`. */
	about: string;
	run(bench: BenchContext): Promise<Report>;
}

export interface BenchContext {
	/** Smaller and fewer: a look, no figures for the README. */
	quick: boolean;
	/** Folder for this benchmark's files; removed afterwards. */
	folder: string;
	/** The run's temporary PostgreSQL server, started when first asked for. */
	cluster(): Promise<Cluster>;
	/** Says on the terminal what is going on. */
	tell(text: string): void;
	/** Runs when the benchmark is over, also when it fails; last registered first. */
	onEnd(close: () => unknown): void;
}

export type Cell = string | number | null;

export interface Goal {
	goal: string;
	measured: string;
	/** null: could not be measured here. */
	met: boolean | null;
}

export interface Report {
	columns: string[];
	rows: Cell[][];
	/** A second table, of something else that was measured. */
	more?: { title: string; columns: string[]; rows: Cell[][] };
	goals: Goal[];
	notes: string[];
}
