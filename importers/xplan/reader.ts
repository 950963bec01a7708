import { decodeDocument } from './decode.ts';
import { DocumentReader } from './document.ts';
import type { IdSink } from './feature.ts';
import { FindingList } from './findings.ts';
import { withDefaults, type Limits } from './limits.ts';
import type { ReadEvent } from './model.ts';
import type { XmlObserver } from './xml.ts';

export interface ReadOptions {
	limits?: Partial<Limits>;
	/** Features per event at most. */
	batchSize?: number;
	/** Where findings go, for checks that add their own; otherwise only the summary has them. */
	findings?: FindingList;
	onId?: IdSink;
	/** `false`: rings in the wrong direction are turned without a word. */
	orientation?: boolean;
	/** Is told every element and text of the same pass, such as the structure check. */
	observer?: XmlObserver;
}

/** Features that may wait for a CRS named later before they are given out without one. */
const MAX_WAITING = 5_000;

/**
 * Reads an XPlanGML document (4.0–6.1; `XPlanAuszug` or `wfs:FeatureCollection`) piece by piece, in constant memory.
 * Coordinates of the features are east, north in the CRS of their attribute; ring orientation and zone prefixes are repaired and reported.
 * Runs in Node and in the browser.
 * @param source bytes, such as a Node stream, a `Blob`'s stream or an entry of an archive
 * @returns first the header, then batches of features in document order, last the summary
 * @throws XplanError when the document cannot be read; what was given out before must then be discarded
 */
export async function* readXplanGml(source: AsyncIterable<Uint8Array>, options: ReadOptions = {}): AsyncGenerator<ReadEvent> {
	const limits = withDefaults(options.limits);
	const batchSize = options.batchSize ?? 500;
	const findings = options.findings ?? new FindingList(limits);
	const document = new DocumentReader(limits, findings, options.onId, options.observer, options.orientation);
	let headerGiven = false;
	for await (const piece of decodeDocument(source, limits.maxBytes)) {
		document.write(piece);
		if (!headerGiven && document.header !== undefined) {
			headerGiven = true;
			await options.observer?.begin?.(document.header);
			yield { type: 'header', header: document.header };
		}
		if (document.waiting > MAX_WAITING) document.giveUpWaiting();
		if (document.waiting > 0) continue;
		while (document.queue.length >= batchSize) yield { type: 'features', features: document.queue.splice(0, batchSize) };
	}
	const summary = document.end();
	if (!headerGiven) yield { type: 'header', header: summary.header };
	while (document.queue.length > 0) yield { type: 'features', features: document.queue.splice(0, batchSize) };
	yield { type: 'end', summary };
}
