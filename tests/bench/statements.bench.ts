import { randomUUID } from 'node:crypto';
import type { Engine } from '../../gis/db/connect.ts';
import { forTenant } from '../../gis/db/tenant-scope.ts';
import { createParticipation, publishParticipation } from '../../portal/lib/server/participations/service.ts';
import { importPlanFile } from '../../portal/lib/server/plans/import-service.ts';
import { receiveStatement } from '../../portal/lib/server/statements/service.ts';
import type { Benchmark, BenchContext, Cell } from './benchmark.ts';
import { quantile } from './figures.ts';
import { ENGINE_NAMES, ENGINES, makeBenchTenant, openPortal, publishEverything, writePlan } from './portal-under-test.ts';

const DURING = new Date('2027-03-15T10:00:00Z');

export const bench: Benchmark = {
	about: 'Stellungnahmen je Sekunde: Nummer, Orte mit getroffenen Objekten, Eingangskette und Mail in einer Transaktion',
	async run(bench) {
		const path = await writePlan(bench.folder, 1000);
		const rows: Cell[][] = [];
		for (const engine of ENGINES) rows.push(...(await measureEngine(bench, engine, path)));
		return {
			columns: ['Datenbank', 'gleichzeitig', 'Stellungnahmen', 'je Sekunde', 'p95 ms'],
			rows,
			goals: [],
			notes: ['Jede mit einem Punkt und einer Fläche auf dem Plan und einer E-Mail-Adresse. Der Server schreibt ohne fsync, wie in den Tests.']
		};
	}
};

async function measureEngine(bench: BenchContext, engine: Engine, path: string): Promise<Cell[][]> {
	bench.tell(ENGINE_NAMES[engine]);
	const services = await openPortal(bench, engine, 'statements');
	const tenantId = await makeBenchTenant(services);
	const scope = forTenant(services.db.knex, tenantId);
	const [plan] = await importPlanFile(services, tenantId, { name: 'plan.gml', path });
	await publishEverything(services);
	const participationId = await createParticipation(scope, {
		title: 'Messung',
		planVersionId: plan!.versionId,
		firstDay: '2027-03-01',
		lastDay: '2027-03-31',
		email: 'rathaus@example.org'
	});
	await publishParticipation(scope, participationId, new Date('2026-12-01T00:00:00Z'));
	const [west, south] = await cornerOf(services.db.knex, plan!.versionId);
	const post = (index: number) => {
		const [x, y] = [west + 20 + (index % 40) * 20, south + 20 + (index % 30) * 15];
		const ring = [[x, y], [x + 60, y], [x + 60, y + 60], [x, y + 60], [x, y]];
		return receiveStatement(
			services,
			scope,
			participationId,
			{
				key: randomUUID(),
				text: `Stellungnahme ${index}: Bitte erhalten Sie den Baumbestand.`,
				email: `person-${index}@example.org`,
				places: [
					{ kind: 'point', crs: 'EPSG:3857', geometry: { type: 'Point', coordinates: [x, y] } },
					{ kind: 'polygon', crs: 'EPSG:3857', geometry: { type: 'Polygon', coordinates: [ring] } }
				]
			},
			{ origin: 'web', now: DURING }
		);
	};
	const rows: Cell[][] = [];
	const count = bench.quick ? 40 : 400;
	let number = 0;
	for (let i = 0; i < 10; i++) await post(number++);
	for (const parallel of [1, 10]) {
		const times: number[] = [];
		let left = count;
		const started = performance.now();
		const work = async () => {
			while (left-- > 0) {
				const begun = performance.now();
				await post(number++);
				times.push(performance.now() - begun);
			}
		};
		await Promise.all(Array.from({ length: parallel }, work));
		rows.push([ENGINE_NAMES[engine], parallel, count, (count / (performance.now() - started)) * 1000, quantile(times, 0.95)]);
	}
	return rows;
}

async function cornerOf(knex: import('knex').Knex, versionId: string): Promise<[number, number]> {
	const { rows } = await knex.raw('select ST_XMin(v.area) as west, ST_YMin(v.area) as south from plan_version v where v.id = ?', [versionId]);
	return [rows[0].west, rows[0].south];
}
