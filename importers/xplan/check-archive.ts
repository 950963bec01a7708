import type { PlanArchive } from './archive-model.ts';
import { checkXplan, unreadable, type CheckOptions, type CheckResult, type UnreadableResult } from './check.ts';

export type FileResult = CheckResult | UnreadableResult;

/**
 * Checks every GML of an opened archive, one result each, named `archive.zip!folder/x.gml`. The archive stays open.
 * @param options `attachments` and `bytes` are filled in; progress counts over all GML files
 */
export async function* checkArchive(name: string, archive: PlanArchive, options: CheckOptions = {}): AsyncGenerator<FileResult> {
	const attachments = new Set(archive.attachments.map((each) => each.name));
	const whole = archive.gml.reduce((sum, { size }) => sum + size, 0) || 1;
	let before = 0;
	for (const gml of archive.gml) {
		const start = before / whole;
		const own = gml.size / whole;
		const result = await checkOne(() => gml.open(), {
			...options,
			attachments,
			sharedAttachments: archive.gml.length > 1,
			bytes: gml.size,
			onProgress: options.onProgress && (({ part, share }) => options.onProgress!({ part, share: start + own * share }))
		});
		before += gml.size;
		yield { file: `${name}!${gml.name}`, ...result };
	}
}

/** Checks one GML; what cannot be read gives a result too. @throws the reason of `signal` when cancelled */
export async function checkOne(open: () => AsyncIterable<Uint8Array>, options: CheckOptions = {}): Promise<FileResult> {
	try {
		return await checkXplan(open(), options);
	} catch (error) {
		if (options.signal?.aborted) throw options.signal.reason;
		return unreadable(error);
	}
}
