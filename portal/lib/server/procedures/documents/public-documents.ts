import type { TenantScope } from '../../../../../gis/db/tenant-scope.ts';
import { demandId } from '../../../../../gis/plans/plans.ts';
import { documentTexts } from '../../../texts/documents.ts';
import { listDocumentFiles } from '../../plans/documents-queries.ts';
import { isWorldFileName } from '../../rasters/world-file-names.ts';
import { slugOf } from '../../statements/statement-queries.ts';
import { listShown, listShownPlans, listTree, type ShownPlan, type ShownRow } from './public-queries.ts';
import type { Audience, DocumentFileView, DocumentNode } from './types.ts';

const PDF = 'application/pdf';

/**
 * Tree of what the published steps of a procedure show, with addresses that need neither cookie nor login nor JavaScript. A step shows its
 * documents from its first day at 00:00 (Europe/Berlin) on, and goes on showing them (§§ 6a (2), 10a (2) BauGB).
 * @param audience by default everybody; an invited public body sees what its step shows, at addresses below `base`
 * @param base by default `/<tenant>/verfahren/<procedureId>/dokumente`
 * @returns empty for an unknown or unpublished procedure
 */
export async function publicDocuments(
	scope: TenantScope,
	procedureId: string,
	now: Date,
	audience: Audience = { kind: 'public' },
	base?: string
): Promise<DocumentNode[]> {
	const id = demandId(procedureId);
	const rows = await listShown(scope, id, audience, now);
	const plans = await listShownPlans(scope, id, audience, now);
	if (rows.length === 0 && plans.length === 0) return [];
	const { slug } = await slugOf(scope);
	const files = filesByDocument(rows, base ?? `/${slug}/verfahren/${id}/dokumente`);
	return [...nest(await listTree(scope, id), rows, files), ...(await planNodes(scope, plans, `/${slug}/plaene`))];
}

/** All files of a tree, whichever step shows them. */
export function filesOf(nodes: readonly DocumentNode[]): { node: DocumentNode; file: DocumentFileView }[] {
	return nodes.flatMap((node) => [...node.files.map((file) => ({ node, file })), ...filesOf(node.children)]);
}

function filesByDocument(rows: ShownRow[], base: string): Map<string, DocumentFileView[]> {
	const found = new Map<string, Map<string, DocumentFileView>>();
	for (const row of rows) {
		const versions = found.get(row.documentId) ?? new Map<string, DocumentFileView>();
		found.set(row.documentId, versions);
		const known = versions.get(row.versionId);
		const step = { id: row.stepId, title: row.stepTitle, iteration: row.iteration };
		if (known) {
			known.steps.push(step);
			if (row.since < known.since!) known.since = row.since;
		} else versions.set(row.versionId, { ...fileView(row, base), steps: [step] });
	}
	return new Map([...found].map(([documentId, versions]) => [documentId, [...versions.values()]]));
}

function fileView(row: ShownRow, base: string): DocumentFileView {
	const href = `${base}/${row.versionId}`;
	return {
		versionId: row.versionId,
		number: row.number,
		name: row.name,
		mediaType: row.mediaType,
		size: row.size,
		pages: row.pages,
		sha256: Buffer.from(row.sha256).toString('hex'),
		since: new Date(row.since),
		href,
		viewHref: row.mediaType === PDF ? `${href}/ansehen` : null,
		steps: []
	};
}

/** Headings stay where something below them is shown; what stands below something hidden moves up. */
function nest(tree: Awaited<ReturnType<typeof listTree>>, rows: ShownRow[], files: Map<string, DocumentFileView[]>): DocumentNode[] {
	const categories = new Map(rows.map((row) => [row.documentId, row.category]));
	const childrenOf = Map.groupBy(tree, (row) => row.parentId);
	const below = (parentId: string | null): DocumentNode[] =>
		(childrenOf.get(parentId) ?? []).flatMap((row) => {
			const children = below(row.id);
			const own = files.get(row.id);
			if (own) return [{ id: row.id, kind: 'document', title: row.title, category: categories.get(row.id)!, files: own, children }];
			if (children.length === 0) return [];
			return row.versions > 0 ? children : [{ id: row.id, kind: 'heading', title: row.title, category: null, files: [], children }];
		});
	return below(null);
}

async function planNodes(scope: TenantScope, plans: ShownPlan[], base: string): Promise<DocumentNode[]> {
	const nodes: DocumentNode[] = [];
	for (const [versionId, shown] of Map.groupBy(plans, (plan) => plan.planVersionId)) {
		const plan = shown[0]!;
		const steps = shown.map((each) => ({ id: each.stepId, title: each.stepTitle, iteration: each.iteration }));
		const files = (await listDocumentFiles(scope, versionId)).filter((file) => file.hasFile && !isWorldFileName(file.name));
		if (files.length === 0) continue;
		nodes.push({
			id: versionId,
			kind: 'heading',
			title: documentTexts.planHeading(plan.planName, plan.number),
			category: null,
			files: [],
			children: files.map((file) => ({ id: file.id, kind: 'plan', title: file.name, category: null, files: [planFile(file, `${base}/${plan.planId}/dokumente`, steps)], children: [] }))
		});
	}
	return nodes;
}

function planFile(file: Awaited<ReturnType<typeof listDocumentFiles>>[number], base: string, steps: DocumentFileView['steps']): DocumentFileView {
	const href = `${base}/${file.id}`;
	return {
		versionId: null,
		number: null,
		name: file.name,
		mediaType: file.mediaType,
		size: file.size,
		pages: null,
		sha256: file.sha256 && Buffer.from(file.sha256).toString('hex'),
		since: null,
		href,
		viewHref: file.mediaType === PDF ? `${href}/ansehen` : null,
		steps
	};
}
