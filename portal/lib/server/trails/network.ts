import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import type { TrailModel } from '../../../../importers/trails/model.ts';
import { dayOf } from '../participations/local-days.ts';
import { addDays } from '../procedures/days.ts';
import * as queries from './network-queries.ts';
import type { Closure, Network, Point, Post, Section } from './types.ts';

export { selectPosts, selectWardens as listWardens } from './network-queries.ts';

/** The whole network of a tenant with who looks after it and what is due. */
export async function readNetwork(scope: TenantScope, now: Date): Promise<Network> {
	const routes = await queries.selectRoutes(scope);
	const sections = await listSections(scope, now);
	const posts = await queries.selectPosts(scope);
	const equipment = await queries.selectEquipment(scope);
	return { routes, sections, posts, equipment, extent: extentOf(sections, posts) };
}

export async function listSections(scope: TenantScope, now: Date): Promise<Section[]> {
	const today = dayOf(now);
	const closures = await listClosures(scope, now);
	return (await queries.selectSections(scope)).map((row) => {
		const lastAt = row.last_at && new Date(row.last_at);
		const dueOn = lastAt && addDays(dayOf(lastAt), row.interval_days);
		return {
			id: row.id,
			ref: row.ref,
			name: row.name,
			line: JSON.parse(row.line).coordinates as Point[],
			length: row.length,
			routeIds: row.route_ids,
			wardenId: row.warden_id,
			warden: row.warden,
			deputyId: row.deputy_id,
			deputy: row.deputy,
			intervalDays: row.interval_days,
			lastAt: lastAt ? lastAt.toISOString() : null,
			dueOn,
			late: dueOn === null || dueOn < today,
			closure: closures.find(({ sectionId, from }) => sectionId === row.id && from <= today) ?? null
		};
	});
}

export async function listClosures(scope: TenantScope, now: Date): Promise<Closure[]> {
	return (await queries.selectClosures(scope, dayOf(now))).map((row) => ({
		id: row.id,
		sectionId: row.section_id,
		from: row.from_day,
		until: row.until_day,
		reason: row.reason,
		diversion: row.diversion
	}));
}

function extentOf(sections: readonly Section[], posts: readonly Post[]): Network['extent'] {
	const all = [...sections.flatMap(({ line }) => line), ...posts.map(({ point }) => point)];
	if (all.length === 0) return null;
	const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
	for (const [x, y] of all) {
		box[0] = Math.min(box[0], x);
		box[1] = Math.min(box[1], y);
		box[2] = Math.max(box[2], x);
		box[3] = Math.max(box[3], y);
	}
	return box;
}

/** The network in the words of files, positions in degrees. */
export async function networkModel(scope: TenantScope, now: Date): Promise<Pick<TrailModel, 'routes' | 'sections' | 'posts' | 'equipment'>> {
	const { routes, sections, posts, equipment } = await readNetwork(scope, now);
	const orders = await queries.selectOrders(scope);
	const places = new Map((await queries.selectLonLat(scope)).map(({ id, geometry }) => [id, JSON.parse(geometry).coordinates]));
	const refOf = new Map([...routes, ...sections].map(({ id, ref }) => [id, ref]));
	return {
		routes: routes.map(({ id, ref, name, colour, symbol }) => ({
			ref,
			name,
			colour,
			symbol,
			sections: orders.filter((each) => each.route_id === id).map(({ section_id, reversed }) => ({ ref: refOf.get(section_id)!, reversed }))
		})),
		sections: sections.map(({ id, ref, name }) => ({ ref, name, line: places.get(id) })),
		posts: posts.map(({ id, number, name, elevation, carrier, owner, signs }) => ({
			number,
			name,
			elevation,
			carrier,
			owner,
			point: places.get(id),
			signs: signs.map(({ kind, lines, azimuth, routeIds, material, year }) => ({
				kind,
				lines,
				azimuth,
				routes: routeIds.flatMap((each) => refOf.get(each) ?? []),
				material,
				year
			}))
		})),
		equipment: equipment.map(({ id, ref, kind, name }) => ({ ref, kind, name, point: places.get(id) }))
	};
}
