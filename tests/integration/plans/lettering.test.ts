import { beforeAll, describe, expect, it } from 'vitest';
import { forTenant, type TenantScope } from '../../../gis/db/tenant-scope.ts';
import { importPlanFile } from '../../../portal/lib/server/plans/import-service.ts';
import { signOldVersions } from '../../../portal/lib/server/plans/signing.ts';
import type { Services } from '../../../portal/lib/server/services.ts';
import { CATALOGUE_VERSION } from '../../../styles/signs/catalogue.ts';
import { makeTenant, testServices } from '../../support/database.ts';
import { ORIGIN, planDocument } from './fixtures.ts';

let services: Services;
let scope: TenantScope;
let versionId: string;

const [east, north] = ORIGIN;
const at = (id: string) => `<xplan:position><gml:Point gml:id="${id}-p" srsName="EPSG:25832"><gml:pos>${east + 5} ${north + 5}</gml:pos></gml:Point></xplan:position>`;

/** The usual document with a text before, and a symbol after, the object they stand for. */
function document(): string {
	const text = Buffer.from(planDocument({ areas: 3 })).toString();
	const [, first] = /<xplan:BP_BaugebietsTeilFlaeche gml:id="([^"]+)"/.exec(text) ?? [];
	expect(first).toBeDefined();
	const member = (content: string) => `<gml:featureMember>${content}</gml:featureMember>`;
	const objects = [
		`<xplan:XP_PTO gml:id="schrift"><xplan:art>besondereArtDerBaulNutzung</xplan:art><xplan:dientZurDarstellungVon xlink:href="#${first}"/>` +
			`${at('schrift')}<xplan:drehwinkel uom="grad">30</xplan:drehwinkel><xplan:skalierung>1.5</xplan:skalierung></xplan:XP_PTO>`,
		`<xplan:XP_PPO gml:id="symbol"><xplan:stylesheetId>SymbolAbwasser</xplan:stylesheetId>${at('symbol')}</xplan:XP_PPO>`
	].map(member);
	const closing = text.lastIndexOf('</');
	return text.slice(0, closing) + objects.join('') + text.slice(closing);
}

interface Row {
	gml_id: string;
	class: string;
	sign: string;
	label: string | null;
	rotation: number | null;
	lettering: string | null;
	draw_order: number;
}

async function rows(): Promise<Record<string, Row>> {
	const columns = ['gml_id', 'class', 'sign', 'label', 'rotation', 'lettering', 'draw_order'];
	const found = (await scope.table('plan_object').where({ plan_version_id: versionId }).select(columns)) as Row[];
	return Object.fromEntries(found.map((row) => [row.gml_id, row]));
}

beforeAll(async () => {
	services = await testServices();
	const tenant = await makeTenant(services.db);
	scope = forTenant(services.db.knex, tenant.id);
	const [imported] = await importPlanFile(services, tenant.id, { name: 'plan.gml', content: Buffer.from(document()) });
	versionId = imported!.versionId;
});

describe('presentation objects of an imported plan', () => {
	it('write the attribute of the object they stand for, turned and scaled', async () => {
		const { schrift, symbol } = await rows();
		expect(schrift).toMatchObject({ sign: 'xp-text', rotation: 30, lettering: '1.5,,,' });
		expect(schrift!.label).toMatch(/^[A-Z]{2,3}$/);
		expect(symbol).toMatchObject({ sign: 'bp-versorgung-abwasser', label: null, lettering: null });
		expect(symbol!.draw_order).toBeGreaterThan(7_000);
	});

	it('take the label off their object and no other, which keeps it for lists', async () => {
		const areas = Object.values(await rows()).filter((row) => row.class === 'BP_BaugebietsTeilFlaeche');
		expect(areas.map((row) => row.lettering).sort()).toEqual(['-l', null, null]);
		for (const row of areas) expect(row.label).toBeTruthy();
	});

	it('come out the same when an old version is signed again', async () => {
		const before = await rows();
		await scope.table('plan_object').where({ plan_version_id: versionId }).update({ sign: 'xp-flaeche', label: 'alt', lettering: null, draw_order: 1 });
		await scope.table('plan_version').where({ id: versionId }).update({ style_version: CATALOGUE_VERSION - 1 });
		expect(await signOldVersions(services)).toBe(1);
		expect(await rows()).toEqual(before);
		expect(await signOldVersions(services)).toBe(0);
	});
});
