import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import { loadCatalogue, type Catalogue } from '../../../../importers/xplan/catalogue/catalogue.ts';
import type { Attribute, Feature } from '../../../../importers/xplan/model.ts';
import { readEwkb } from '../../../../importers/xplan/read-ewkb.ts';
import { schemaOrder } from '../../../../importers/xplan/writer/schema-order.ts';
import type { MemberForm } from '../plans/member-form.ts';
import { memberForms } from '../plans/member-form-queries.ts';
import { objectRowsAfter, planAndBereiche, textRows, type ExportedVersion, type MemberRow } from './plan-export-queries.ts';

/** Objects per read: memory stays flat however large the plan is. */
const BATCH = 500;
/** Properties that hold the place of a feature, as when it was stored (plans/locate.ts). */
const PLACES = ['position', 'raeumlicherGeltungsbereich', 'geltungsbereich'];

/**
 * The document of a stored version, rebuilt from the database in batches by key: plan, Bereiche, texts, objects in the order of the file.
 * A file of several plans gives the members of this one. What EWKB and columns do not keep (circles, patches, heights, namespaces) comes
 * from `plan_member_form`; beyond that only straight segments in a row have become one, and open rings are closed.
 */
export async function* versionFeatures(scope: TenantScope, version: ExportedVersion): AsyncGenerator<Feature[]> {
	const catalogue = await loadCatalogue(version.xplanVersion);
	const { plan, bereiche } = await planAndBereiche(scope, version);
	const members = async (rows: MemberRow[]): Promise<Feature[]> => {
		const forms = await memberForms(scope, version.id, rows.map(({ gmlId }) => gmlId));
		return rows.map((row) => featureOf(row, forms.get(row.gmlId), catalogue));
	};
	yield await members([plan, ...bereiche, ...(await textRows(scope, version.id))]);
	for (let after = 0; ; ) {
		const rows = await objectRowsAfter(scope, version.id, after, BATCH);
		if (rows.length === 0) return;
		yield await members(rows);
		after = rows.at(-1)!.id;
	}
}

function featureOf(row: MemberRow, form: MemberForm | undefined, catalogue: Catalogue): Feature {
	const { gmlId, attributes, native } = row;
	const feature: Feature = { class: row.class, gmlId, line: 0, attributes };
	if (form?.namespace !== undefined) feature.namespace = form.namespace;
	if (form?.place !== undefined) feature.attributes = withPlace(feature, form.place, catalogue);
	else if (native !== null) {
		const { geometry, srid } = readEwkb(native);
		const place: Attribute = { name: placeOf(feature, catalogue), geometry };
		if (srid > 0) place.crs = `EPSG:${srid}`;
		feature.attributes = withPlace(feature, place, catalogue);
	}
	return feature;
}

/** The name is not stored: it is the geometry property of the class that is not among the attributes. */
function placeOf(feature: Feature, catalogue: Catalogue): string {
	const free = catalogue
		.properties(feature.class)
		.filter(({ kind, name }) => kind === 'geometry' && !feature.attributes.some((each) => each.name === name && each.geometry));
	return (free.find(({ name }) => PLACES.includes(name)) ?? free[0])?.name ?? 'position';
}

/** Puts the place where the schema wants it, in front of everything that comes later there. */
function withPlace(feature: Feature, place: Attribute, catalogue: Catalogue): Attribute[] {
	const order = new Map(catalogue.properties(feature.class).map(({ name }, index) => [name, index]));
	const own = order.get(place.name);
	if (own === undefined) return [...feature.attributes, place];
	const at = feature.attributes.findIndex(({ name, namespace }) => namespace === undefined && (order.get(name) ?? -1) > own);
	const attributes = at < 0 ? [...feature.attributes, place] : feature.attributes.toSpliced(at, 0, place);
	return [...schemaOrder(feature.class, attributes, catalogue)];
}
