import { DomainError } from '../../../../gis/errors.ts';
import { REPORT_KINDS, type ReportKind } from '../../../../importers/report-files.ts';
import type { FileResult } from '../../../../importers/xplan/check-archive.ts';
import { skippable, SKIPPABLE_CHECKS, type SkippableCheck } from '../../../../importers/xplan/check-parts.ts';
import type { Config } from '../config.ts';
import type { Services } from '../services.ts';
import { takeFrom } from '../throttle.ts';
import type { CheckTask } from './check-types.ts';

type Needs = Pick<Services, 'config' | 'db' | 'now' | 'secret' | 'work'>;

/** Checks per address and window: a person, or a system that checks before it sends. */
export const CHECK_LIMIT = { checks: 30, windowSeconds: 600 } as const;
/** Checks of one address that run or wait: nobody shall have the whole queue. */
export const CHECKS_AT_ONCE = 4;
const MOST_BYTES = 64 * 1024 * 1024;
const LIMITS = { seconds: 120, megabytes: 1024 } as const;

/** Bytes of a file that anybody may have checked on the server. Larger ones are checked in the browser or on the command line. */
export function checkBytes(config: Pick<Config, 'maxGmlBytes'>): number {
	return Math.min(MOST_BYTES, config.maxGmlBytes);
}

/** Takes one check of the address. @throws DomainError `check_throttled` */
export async function takeCheck(services: Pick<Needs, 'db' | 'now' | 'secret'>, client: string): Promise<void> {
	const { allowed } = await takeFrom(services, `check:${client}`, CHECK_LIMIT.checks, CHECK_LIMIT.windowSeconds);
	if (!allowed) throw new DomainError('check_throttled');
}

export interface CheckRequest {
	/** Where the file lies; it is left there. */
	path: string;
	name: string;
	skip: SkippableCheck[];
	/** Address of the asker. */
	client: string;
	signal?: AbortSignal;
}

/**
 * Checks a file in a worker with limits of time and memory; nothing of it is kept.
 * @throws DomainError `check_throttled` when the address has several under way, `work_took_too_long`, `work_needs_too_much_memory`, `work_busy`, `work_cancelled`
 */
export function checkResults(services: Needs, request: CheckRequest): Promise<FileResult[]> {
	return run<FileResult[]>(services, request, 'results');
}

/** The same as a report file. */
export function checkReport(services: Needs, request: CheckRequest, kind: ReportKind): Promise<Uint8Array> {
	return run<Uint8Array>(services, request, kind);
}

/** Checks under way by address, in this process. */
const underWay = new Map<string, number>();

async function run<Result>({ work, config }: Needs, { path, name, skip, client, signal }: CheckRequest, form: CheckTask['form']): Promise<Result> {
	const mine = underWay.get(client) ?? 0;
	if (mine >= CHECKS_AT_ONCE) throw new DomainError('check_throttled');
	underWay.set(client, mine + 1);
	const task: CheckTask = { path, name, skip, form, maxBytes: config.maxGmlBytes };
	try {
		return await work.run<Result>('check-file', task, { ...LIMITS, ...(signal ? { signal } : {}) });
	} finally {
		const left = underWay.get(client)! - 1;
		if (left > 0) underWay.set(client, left);
		else underWay.delete(client);
	}
}

/** Words of a query or form, repeated or with commas. @throws DomainError `check_unknown` */
export function readSkip(words: readonly string[]): SkippableCheck[] {
	const skip = new Set<SkippableCheck>();
	for (const word of words.flatMap((each) => each.split(',')).map((each) => each.trim())) {
		if (word === '') continue;
		const check = skippable(word);
		if (check === null) throw new DomainError('check_unknown', { name: word.slice(0, 40), known: SKIPPABLE_CHECKS.join(', ') });
		skip.add(check);
	}
	return [...skip];
}

/** The form that was asked for by word; null where none was. @throws DomainError `check_format_unknown` */
export function readFormat(word: string | null): ReportKind | null {
	if (!word) return null;
	const kind = REPORT_KINDS.find((each) => each === word);
	if (!kind) throw new DomainError('check_format_unknown');
	return kind;
}
