import type { TenantScope } from '../../gis/db/tenant-scope.ts';
import type { TrailModel } from '../../importers/trails/model.ts';
import type { Account } from '../../portal/lib/server/accounts/types.ts';
import { applyModel } from '../../portal/lib/server/trails/import.ts';

/** A small network: two routes, three sections in a row eastwards (about 700 m each), four posts. */
export const SMALL_NETWORK: Pick<TrailModel, 'routes' | 'sections' | 'posts' | 'equipment'> = {
	routes: [
		{ ref: 'R1', name: 'Bachweg', colour: '#c8102e', symbol: 'roter Strich', sections: [{ ref: 'A1', reversed: false }, { ref: 'A2', reversed: false }] },
		{ ref: 'R2', name: 'Höhenweg', colour: '#1f5fbf', symbol: '', sections: [{ ref: 'A3', reversed: true }, { ref: 'A2', reversed: true }] }
	],
	sections: [
		{ ref: 'A1', name: 'Mühle – Furt', line: [[13.4, 51.3], [13.405, 51.3], [13.41, 51.3]] },
		{ ref: 'A2', name: 'Furt – Kreuz', line: [[13.41, 51.3], [13.42, 51.3]] },
		{ ref: 'A3', name: 'Kreuz – Höhe', line: [[13.42, 51.3], [13.43, 51.3]] }
	],
	posts: ['P1', 'P2', 'P3', 'P4'].map((number, index) => ({
		number,
		name: `Punkt ${index + 1}`,
		elevation: 100 + index,
		carrier: 'pfosten-holz',
		owner: 'Stadt',
		point: [13.4 + index / 100, 51.3],
		signs: [
			{ kind: 'zielwegweiser', lines: [{ text: 'Kreuz', km: 1.5, minutes: 25 }], azimuth: 90, routes: ['R1'], material: 'Aluminium', year: 2020 },
			{ kind: 'markierung', lines: [], azimuth: null, routes: ['R1', 'R2'], material: '', year: null }
		]
	})),
	equipment: [{ ref: 'B1', kind: 'bank', name: 'Bank an der Furt', point: [13.41, 51.3001] }]
};

export async function makeNetwork(scope: TenantScope, now: Date): Promise<void> {
	await scope.transaction((inner) => applyModel(inner, structuredClone(SMALL_NETWORK), [], now));
}

/** A point every 20 m or so along the three sections, a second and more apart. @param from, @param to degrees of longitude */
export const trackAlong = (from: number, to: number, startSeconds: number, north = 51.3): [number, number, number][] =>
	Array.from({ length: Math.round((to - from) / 0.0003) + 1 }, (_, index) => [from + index * 0.0003, north, startSeconds + index * 15]);

export const wardenAccount = (id: string, tenantId: string, name = 'Wanda Wegewart'): Account => ({
	id,
	name,
	email: 'wanda@example.org',
	operator: false,
	mustChangePassword: false,
	memberships: [{ tenantId, slug: 'x', tenantName: 'X', role: 'warden' }]
});
