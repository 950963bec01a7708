import { loadCatalogue } from '../../../../importers/xplan/catalogue/catalogue.ts';
import type { XplanVersion } from '../../../../importers/xplan/model.ts';
import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import { rotationFor } from '../../../../styles/label-for.ts';
import { leaving } from '../../../../styles/lettering.ts';
import { presentationFor } from '../../../../styles/presentation.ts';
import { presentationOrder } from '../../../../styles/sign-for.ts';
import type { StyledObject } from '../../../../styles/types.ts';
import { CodeLabels } from './code-labels.ts';
import { objectsByGmlId, presentationPage, shownBy, storeDrawn, storeLeft, type DrawnRow, type ObjectToDraw } from './lettering-queries.ts';

/** Presentation objects per step; each brings a few objects it stands for. */
const PAGE = 1_000;

/**
 * After the objects of a version are stored: what its presentation objects write or show, which depends on the objects they stand for
 * and so cannot be known while the file is being read. Objects drawn by a presentation object are marked, so that map and print do not
 * write them twice; their label stays for lists.
 */
export async function letterVersion(scope: TenantScope, version: { id: string; xplanVersion: string }): Promise<void> {
	let page = await presentationPage(scope, version.id, 0, PAGE);
	if (page.length === 0) return;
	const labels = new CodeLabels(await loadCatalogue(version.xplanVersion as XplanVersion));
	const styled = (row: ObjectToDraw): StyledObject => ({
		class: row.class,
		version: version.xplanVersion,
		attributes: labels.of(row.class, row.attributes),
		geometry: row.kind
	});
	const named = await reverseLinks(scope, version.id);
	const replaced = new Map<string, { label: boolean; symbol: boolean }>();
	while (page.length > 0) {
		const targetsOf = new Map(page.map((row) => [row.id, linksOf(row, named)]));
		const found = await objectsByGmlId(scope, version.id, [...new Set([...targetsOf.values()].flat())]);
		const targets = new Map(found.map((row) => [row.gml_id, row]));
		const drawn: DrawnRow[] = [];
		for (const row of page) {
			if (!row.class.startsWith('XP_') || row.class.startsWith('XP_Raster')) continue;
			const own = targetsOf.get(row.id)!.filter((gmlId) => targets.has(gmlId));
			const object = styled(row);
			const shown = presentationFor(
				object,
				own.map((gmlId) => styled(targets.get(gmlId)!))
			);
			drawn.push({
				id: row.id,
				sign: shown.sign,
				label: shown.label ?? null,
				rotation: rotationFor(object) ?? null,
				draw_order: presentationOrder(object),
				lettering: shown.lettering ?? null
			});
			for (const gmlId of own) {
				const before = replaced.get(gmlId) ?? { label: false, symbol: false };
				replaced.set(gmlId, { label: before.label || shown.replaces.label, symbol: before.symbol || shown.replaces.symbol });
			}
		}
		await storeDrawn(scope, version.id, drawn);
		page = page.length < PAGE ? [] : await presentationPage(scope, version.id, page.at(-1)!.id, PAGE);
	}
	const left = [...replaced].flatMap(([gml_id, each]) => {
		const lettering = leaving(each);
		return lettering === null ? [] : [{ gml_id, lettering }];
	});
	await storeLeft(scope, version.id, left);
}

const idOf = (href: string): string => href.replace(/^#/, '');

/** gml:ids of the objects a presentation object stands for, by its own references, else by theirs. */
function linksOf(row: ObjectToDraw, named: Map<string, string[]>): string[] {
	const own = row.attributes.flatMap(({ name, href }) => (name === 'dientZurDarstellungVon' && href ? [idOf(href)] : []));
	return own.length > 0 ? own : (named.get(row.gml_id) ?? []);
}

async function reverseLinks(scope: TenantScope, versionId: string): Promise<Map<string, string[]>> {
	const links = new Map<string, string[]>();
	for (const { gml_id, href } of await shownBy(scope, versionId)) {
		const list = links.get(idOf(href ?? ''));
		if (list) list.push(gml_id);
		else links.set(idOf(href ?? ''), [gml_id]);
	}
	return links;
}
