import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import { DomainError } from '../../../../gis/errors.ts';
import { selectPosts, selectRoutes } from './network-queries.ts';
import { listClosures, readNetwork } from './network.ts';
import * as queries from './public-network-queries.ts';
import { trailReporter } from './reporter.ts';
import type { Closure, Network, Post, Route, Section } from './types.ts';

export interface PublicSection extends Pick<Section, 'id' | 'name' | 'length' | 'line' | 'routeIds'> {
	closure: Closure | null;
}
export interface PublicPost extends Pick<Post, 'number' | 'name' | 'elevation' | 'point' | 'signs'> {
	href: string;
}
export interface PublicNetwork {
	routes: Route[];
	sections: PublicSection[];
	posts: PublicPost[];
	/** Also those that begin later. */
	closures: (Closure & { section: string })[];
	extent: Network['extent'];
}

/** What everybody may know of the network: nothing about wardens, rounds and damages. */
export async function readPublicNetwork(scope: TenantScope, slug: string, now: Date): Promise<PublicNetwork> {
	const { routes, sections, posts, extent } = await readNetwork(scope, now);
	const nameOf = new Map(sections.map(({ id, name }) => [id, name]));
	return {
		routes,
		sections: sections.map(({ id, name, length, line, routeIds, closure }) => ({ id, name, length, line, routeIds, closure })),
		posts: posts.map(({ number, name, elevation, point, signs }) => ({ number, name, elevation, point, signs, href: hrefOf(slug, number) })),
		closures: (await listClosures(scope, now)).map((closure) => ({ ...closure, section: nameOf.get(closure.sectionId) ?? '' })),
		extent
	};
}

const hrefOf = (slug: string, number: string) => `/${slug}/standort/${encodeURIComponent(number)}`;

export interface PublicPostPage {
	post: Omit<PublicPost, 'href'>;
	routes: Route[];
	reports: { publicRef: string; title: string; state: string; receivedAt: Date }[];
	/** Opens the report form with this post chosen. */
	reportHref: string;
}

/** A post by its number or the token of its QR code. @throws DomainError `not_found` */
export async function readPublicPost(scope: TenantScope, slug: string, mark: string): Promise<PublicPostPage> {
	const id = mark.length <= 64 ? await queries.selectPublicPostId(scope, mark) : null;
	const [post] = id ? await selectPosts(scope, id) : [];
	if (!post) throw new DomainError('not_found');
	const shown = new Set(post.signs.flatMap(({ routeIds }) => routeIds));
	const reports = post.assetId ? await queries.selectPublicReportsAt(scope, post.assetId) : [];
	const { number, name, elevation, point, signs } = post;
	return {
		post: { number, name, elevation, point, signs },
		routes: (await selectRoutes(scope)).filter((route) => shown.has(route.id)),
		reports: reports.map((row) => ({
			publicRef: row.public_ref,
			title: row.title || row.category,
			state: row.workflow.find(({ key }) => key === row.state)?.publicLabel ?? '',
			receivedAt: row.received_at
		})),
		reportHref: await reportHref(scope, slug, post)
	};
}

async function reportHref(scope: TenantScope, slug: string, post: Post): Promise<string> {
	const { post: category } = await trailReporter(scope);
	const { lon, lat } = await queries.selectLonLatOfPost(scope, post.id);
	const query = new URLSearchParams({ lat: lat.toFixed(6), lon: lon.toFixed(6), kategorie: category.code });
	if (post.assetId) query.set('objekt', post.assetId);
	return `/${slug}/melden/${category.slug}?${query}`;
}
