import type { CheckedDocument, CheckRun } from './checked-document.ts';
import { checkDocuments, type NamedDocument } from './references-documents.ts';
import { linksOf, type Link, type LinkHolder } from './references-link-list.ts';
import { checkPlans } from './references-plans.ts';
import { checkReverse } from './references-reverse.ts';
import { reportsTarget } from './semantics/check-semantics.ts';

export interface LinkCheckRun extends CheckRun {
	/** Whether an id exists in the document at all, geometries included. */
	knows: (id: string) => boolean;
	/** From `documentsOf`. */
	documents: readonly NamedDocument[];
	/** The attachments belong to other GML files of the archive too. */
	shared: boolean;
	/** The semantic check runs too and reports missing ways back and targets of a wrong class under the numbers of their rules. */
	semantics: boolean;
}

/**
 * What {@link ReferenceCheck} cannot decide while reading: links to objects of a wrong class, one-way links, objects that nothing
 * refers to, links between plans, numbers of Bereiche, attachments. Links that lead nowhere are reported by `ReferenceCheck`.
 */
export async function checkLinks(document: CheckedDocument, run: LinkCheckRun): Promise<void> {
	const links: Link[] = [];
	const told: ToldByRules = new Map();
	const { features } = document;
	for (let i = 0; i < features.length; i++) {
		if (i % 2000 === 0) {
			run.onProgress?.((i / features.length) * 0.6);
			await run.checkpoint?.();
		}
		const feature = features[i]!;
		for (const found of linksOf(feature, document.catalogue)) {
			const target = document.byId.get(found.id ?? found.href);
			if (found.id === null && target !== undefined && found.property !== undefined) withoutHash(found, run);
			if (target !== undefined) {
				const link = { ...found, target };
				links.push(link);
				wrongClass(link, document, run, told);
			} else if (found.id === null) outside(found, run);
			else if (run.knows(found.id)) notAnObject(found, run);
		}
	}
	await run.checkpoint?.();
	checkReverse(document, links, run);
	run.onProgress?.(0.8);
	await run.checkpoint?.();
	checkPlans(document, links, run);
	checkDocuments(document, run);
	run.onProgress?.(1);
}

type Found = Omit<Link, 'target'>;
const short = (text: string): string => (text.length > 80 ? `${text.slice(0, 80)}…` : text);

/** Relations with a wrong target that a numbered rule reports: one finding for each, so that further targets are left to this check. */
type ToldByRules = Map<LinkHolder['attributes'], Set<string>>;

function wrongClass({ from, holder, name, property, id, target }: Link, { catalogue }: CheckedDocument, run: LinkCheckRun, told: ToldByRules): void {
	const wanted = property?.target;
	// Classes of a Land's extension are unknown here: nothing can be said of them.
	if (wanted === undefined || catalogue.classOf(target.class) === undefined || catalogue.isA(target.class, wanted)) return;
	if (run.semantics && id !== null && reportsTarget(catalogue, holder.class, name, target.class)) {
		const names = told.get(holder.attributes) ?? new Set();
		if (!names.has(name)) {
			told.set(holder.attributes, names.add(name));
			return;
		}
	}
	const message =
		`Der Verweis ${name} zeigt auf „${short(target.gmlId)}“ (${target.class}, Zeile ${target.line}); erlaubt ist dort nur ${wanted}. ` +
		'Bitte verweisen Sie auf ein Objekt dieser Klasse.';
	add(run, from, 'xlink-wrong-class', 'error', message);
}

function notAnObject({ from, name, property, id }: Found, run: CheckRun): void {
	if (property?.target === undefined) return;
	const message =
		`Der Verweis ${name} zeigt auf „${short(id!)}“; das ist kein Objekt, sondern ein Teil davon. ` +
		`Bitte verweisen Sie auf ein Objekt der Klasse ${property.target}.`;
	add(run, from, 'xlink-wrong-class', 'error', message);
}

function withoutHash({ from, name, href }: Found, run: CheckRun): void {
	const message = `Dem Verweis ${name} auf „${short(href)}“ fehlt das # am Anfang. Bitte schreiben Sie „#${short(href)}“.`;
	add(run, from, 'xlink-without-hash', 'error', message);
}

function outside({ from, name, property, href }: Found, run: CheckRun): void {
	if (property === undefined) return;
	const where = `Der Verweis ${name} führt aus der Datei hinaus („${short(href)}“)`;
	// A plan that is changed or changes this one is usually another file: named by planName and nummer, not by a link.
	if (/^verbundenerPlan/.test(name)) {
		const message = `${where} und wird nicht verfolgt. Bitte nennen Sie den anderen Plan zusätzlich mit planName und nummer.`;
		add(run, from, 'xlink-outside', 'warning', message);
	} else {
		const message = `${where}. Bitte verweisen Sie mit # und der gml:id auf ein Objekt dieser Datei.`;
		add(run, from, 'xlink-outside', 'error', message);
	}
}

function add(run: CheckRun, { gmlId, class: className, line }: Link['from'], rule: string, severity: 'error' | 'warning', message: string): void {
	run.findings.add({ check: 'references', rule, severity, gmlId, class: className, message, line });
}
