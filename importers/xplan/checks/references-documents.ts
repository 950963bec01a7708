import { shortened } from '../findings.ts';
import type { Limits } from '../limits.ts';
import type { Feature } from '../model.ts';
import { externalReferences } from '../plans.ts';
import type { CheckedDocument, CheckRun } from './checked-document.ts';

/**
 * `present` and `missing` beside the GML in its archive; `internet` is an address, which is not called; `elsewhere` a file of which
 * nothing is known, because a GML alone was given; `local` a path of the author's own computer.
 */
export type DocumentStatus = 'present' | 'missing' | 'internet' | 'elsewhere' | 'local';

/** UTF-16 units, beyond what any browser opens. */
const LONGEST_ADDRESS = 3000;

/** A document or raster that the plan names. */
export interface NamedDocument {
	name: string;
	url: string;
	status: DocumentStatus;
	gmlId: string;
	class: string;
	line: number;
	/** Name of the attachment where it differs from `url` in case, folder or encoding only. */
	attachment?: string;
}

interface Attachments {
	exact: ReadonlySet<string>;
	/** Base name in lower case → name in the archive. */
	byBaseName: ReadonlyMap<string, string>;
}

/** Documents that the plan names in `referenzURL` and `georefURL`, in document order; limited like other lists. */
export function documentsOf(document: CheckedDocument, { maxUnsupported }: Limits): NamedDocument[] {
	const attachments = document.attachments && listed(document.attachments);
	const found: NamedDocument[] = [];
	for (const feature of document.features) {
		for (const { name, url, georefUrl } of externalReferences(feature)) {
			for (const each of [url, georefUrl]) {
				if (!each || found.length >= maxUnsupported) continue;
				found.push(named(feature, name ?? each, each, attachments));
			}
		}
	}
	return found;
}

function listed(names: ReadonlySet<string>): Attachments {
	return { exact: names, byBaseName: new Map([...names].map((name) => [baseName(name).toLowerCase(), name])) };
}

const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

function named(feature: Feature, name: string, url: string, attachments: Attachments | undefined): NamedDocument {
	const { gmlId, class: className, line } = feature;
	const document = (status: DocumentStatus, attachment?: string): NamedDocument => ({
		name: shortened(name, LONGEST_ADDRESS),
		url: shortened(url, LONGEST_ADDRESS),
		status,
		gmlId: shortened(gmlId),
		class: shortened(className),
		line,
		...(attachment === undefined ? {} : { attachment })
	});
	if (/^file:|^[a-z]:[\\/]|^\\\\/i.test(url)) return document('local');
	if (/^[a-z][a-z0-9+.-]*:|^\/\//i.test(url)) return document('internet');
	if (attachments === undefined) return document('elsewhere');
	const path = url.replace(/^\.\//, '');
	if (attachments.exact.has(path)) return document('present', path);
	const found = attachments.byBaseName.get(baseName(decoded(path).replaceAll('\\', '/')).toLowerCase());
	return found === undefined ? document('missing') : document('present', found);
}

function decoded(path: string): string {
	try {
		return decodeURIComponent(path);
	} catch {
		// A percent sign in a file's name is no encoding.
		return path;
	}
}

interface DocumentCheckRun extends CheckRun {
	documents: readonly NamedDocument[];
	shared: boolean;
}

/** Attachments that are named but not there, and the other way round. Nothing is fetched from the internet. */
export function checkDocuments({ attachments }: CheckedDocument, { findings, documents, shared }: DocumentCheckRun): void {
	const used = new Set<string>();
	for (const { url, status, attachment, gmlId, class: className, line } of documents) {
		const shown = `„${url.slice(0, 120)}“`;
		const report = (rule: string, message: string): void =>
			findings.add({ check: 'references', rule, severity: 'warning', gmlId, class: className, message, line });
		if (attachment !== undefined) used.add(attachment);
		if (status === 'missing') report('attachment-missing', `Die genannte Datei ${shown} fehlt im ZIP-Archiv. Bitte legen Sie sie bei.`);
		else if (status === 'local') {
			report('attachment-local', `${shown} ist ein Ort auf einem einzelnen Rechner. Bitte legen Sie die Datei dem ZIP-Archiv bei und nennen Sie nur ihren Namen.`);
		} else if (attachment !== undefined && attachment !== url.replace(/^\.\//, '')) {
			report('attachment-name', `Genannt ist ${shown}, im ZIP-Archiv liegt „${attachment}“. Bitte schreiben Sie beide gleich.`);
		}
	}
	unchecked(documents, findings);
	if (attachments === undefined || shared) return;
	for (const name of attachments) {
		if (used.has(name) || isWorldFileOf(name, used)) continue;
		const message = `Die Datei „${name.slice(0, 120)}“ liegt im ZIP-Archiv, der Plan nennt sie aber nicht. Bitte nennen Sie sie als externe Referenz, oder lassen Sie sie weg.`;
		findings.add({ check: 'references', rule: 'attachment-not-named', severity: 'info', message });
	}
}

/** A world file lies beside its raster and need not be named: `plan.tfw` of `plan.tif`. */
function isWorldFileOf(name: string, used: ReadonlySet<string>): boolean {
	if (!/\.(tfw|pgw|jgw|wld|tifw|pngw|aux\.xml)$/i.test(name)) return false;
	const stem = (path: string): string => baseName(path).replace(/(\.aux\.xml|\.[^.]*)$/i, '').toLowerCase();
	return [...used].some((each) => stem(each) === stem(name) || stem(each) === stem(stem(name)));
}

/** One line for all of them: a plan may name hundreds of pages. */
function unchecked(documents: readonly NamedDocument[], findings: CheckRun['findings']): void {
	const internet = documents.filter(({ status }) => status === 'internet').length;
	const elsewhere = documents.filter(({ status }) => status === 'elsewhere').length;
	const info = (rule: string, message: string): void => findings.add({ check: 'references', rule, severity: 'info', message });
	if (internet > 0) {
		info('address-not-checked', `${internet === 1 ? 'Eine Internetadresse wurde' : `${internet} Internetadressen wurden`} nicht aufgerufen und nicht geprüft.`);
	}
	if (elsewhere > 0) {
		const files = elsewhere === 1 ? 'Eine genannte Datei wurde' : `${elsewhere} genannte Dateien wurden`;
		info('attachment-not-checked', `${files} nicht geprüft: Das geht nur mit einem ZIP-Archiv, das sie enthält.`);
	}
}
