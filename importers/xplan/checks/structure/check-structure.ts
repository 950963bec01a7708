import { decodeDocument } from '../../decode.ts';
import { versionOfNamespace } from '../../document.ts';
import type { FindingList } from '../../findings.ts';
import type { Limits } from '../../limits.ts';
import type { DocumentHeader } from '../../model.ts';
import { XmlStream, type XmlElement } from '../../xml.ts';
import { StructureCheck } from './structure-check.ts';

/**
 * The structure check alone, without reading features: for measurements, and where nothing else is wanted.
 * @param findings where the findings go; `findings.countOf('structure').valid` is the verdict
 * @returns null where no element of a known version of XPlanGML is in the document, which then is not checked
 * @throws XplanError when the document is no XML or breaks a limit
 */
export async function checkStructure(
	source: AsyncIterable<Uint8Array>,
	findings: FindingList,
	limits: Limits
): Promise<DocumentHeader | null> {
	let header: DocumentHeader | undefined;
	let root: string | undefined;
	const open = ({ uri, local }: XmlElement): void => {
		root ??= local;
		if (header) return;
		const version = versionOfNamespace(uri);
		if (version !== null) header = { version, root, namespace: uri };
	};
	const check = new StructureCheck(findings, limits);
	const xml = new XmlStream({ open, close: () => undefined, strayText: () => undefined }, limits, check);
	let begun = false;
	for await (const piece of decodeDocument(source, limits.maxBytes)) {
		xml.elementsInPart = 0;
		xml.write(piece);
		if (begun || header === undefined) continue;
		begun = true;
		await check.begin(header);
	}
	xml.end();
	return header ?? null;
}
