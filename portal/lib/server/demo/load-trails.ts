import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import { DEMO_ROUNDS, DEMO_SECTIONS, demoTrails, type DemoRound } from '../../../demo/trails.ts';
import { forTenant, type TenantScope } from '../../../../gis/db/tenant-scope.ts';
import type { DamageInput, RoundInput } from '../../forms/trails.ts';
import { findAccountByEmail, insertAccount, insertMembership } from '../accounts/accounts-queries.ts';
import { hashPassword, randomPassword } from '../accounts/passwords.ts';
import type { Account } from '../accounts/types.ts';
import { dayOf } from '../participations/local-days.ts';
import type { Services } from '../services.ts';
import { assignSections } from '../trails/edit-queries.ts';
import { closeSection } from '../trails/edit.ts';
import { applyModel } from '../trails/import.ts';
import { readNetwork } from '../trails/network.ts';
import { receiveDamage, receiveOrder, receiveRound } from '../trails/receive.ts';
import type { Network } from '../trails/types.ts';
import { DEMO_WARDENS } from './demo-accounts.ts';

const TENANT = 'heidewinkel';
const DAY = 24 * 3_600_000;
/** Metres a second. */
const PACE = 1.1;

/** The network of the demo, its wardens and their rounds, by the same functions as the pages. */
export async function loadTrails(services: Services, trx: Knex, tenantIds: Record<string, string>, today: Date): Promise<{ metres: number; posts: number; blades: number }> {
	const scope = forTenant(trx, tenantIds[TENANT]!);
	const model = demoTrails();
	await applyModel(scope, model, [], today);
	const wardens: Account[] = [];
	for (const warden of DEMO_WARDENS) wardens.push(await makeWarden(scope, warden));
	const network = await readNetwork(scope, today);
	const sectionId = (ref: string) => network.sections.find((section) => section.ref === ref)!.id;
	for (const [index, refs] of DEMO_SECTIONS.entries())
		await assignSections(scope, refs.map(sectionId), { warden_id: wardens[index]!.id, deputy_id: wardens[1 - index]!.id });
	for (const [index, round] of DEMO_ROUNDS.entries()) await walk(services, scope, wardens[round.warden]!, round, network, model, index, today);
	const [order, closure] = [network.posts.find(({ number }) => number === 'HEI010')!, sectionId('A13')];
	const items = [{ item: 'pfosten' as const, count: 1, text: '' }, { item: 'schrauben' as const, count: 4, text: 'Schellen 60 mm' }];
	await receiveOrder({ now: () => today }, scope, wardens[1]!, keyOf('order'), { postId: order.id, items, orderedAt: new Date(today.getTime() - 11 * DAY).toISOString() });
	const from = dayOf(new Date(today.getTime() - 6 * DAY));
	await closeSection(scope, { sectionId: closure, from, until: dayOf(new Date(today.getTime() + 50 * DAY)), reason: 'Holzernte', diversion: 'Über den Kiefernweg und den Abschnitt Westhöhe – Kiefernheide Dorfplatz.' }, today);
	return {
		metres: network.sections.reduce((sum, { length }) => sum + length, 0),
		posts: network.posts.length,
		blades: network.posts.reduce((sum, { signs }) => sum + signs.length, 0)
	};
}

/** With a password that nobody knows; the demo's logins get theirs afterwards. */
async function makeWarden(scope: TenantScope, { tenant, mailbox, name }: (typeof DEMO_WARDENS)[number]): Promise<Account> {
	const email = `${mailbox}@${tenant}.example`;
	const id = (await insertAccount(scope.db, { email, name, passwordHash: await hashPassword(randomPassword()), operator: false })) ?? (await findAccountByEmail(scope.db, email))!.id;
	await insertMembership(scope, id, 'warden');
	return { id, email, name, operator: false, mustChangePassword: false, memberships: [] };
}

async function walk(services: Services, scope: TenantScope, warden: Account, demo: DemoRound, network: Network, model: ReturnType<typeof demoTrails>, index: number, today: Date): Promise<void> {
	const morning = new Date(`${dayOf(new Date(today.getTime() - demo.daysAgo * DAY))}T08:10:00Z`);
	const lines = demo.sections.map((ref) => model.sections.find((section) => section.ref === ref)!.line);
	let seconds = morning.getTime() / 1000;
	const track = demo.byHand
		? []
		: lines.map((line) =>
				line.map(([lon, lat], at): [number, number, number] => {
					if (at > 0) seconds += (Math.hypot((lon - line[at - 1]![0]) * 69_000, (lat - line[at - 1]![1]) * 111_000) || 1) / PACE;
					// A phone in the woods is never quite on the way.
					const sway = Math.sin(at * 1.7 + index) * 0.00004;
					return [lon + sway, lat - sway / 2, Math.round(seconds)];
				})
			);
	const endedAt = new Date(demo.byHand ? morning.getTime() + 2.5 * 3_600_000 : (seconds + 300) * 1000);
	const now = new Date(endedAt.getTime() + 20 * 60_000);
	const then = { ...services, now: () => now };
	const key = keyOf(`round ${index}`);
	const near = network.posts.filter(({ point }) => network.sections.some(({ ref, line }) => demo.sections.includes(ref) && line.some(([x, y]) => Math.hypot(x - point[0], y - point[1]) < 40)));
	const damages = demo.damages ?? [];
	const found = (number: string) => damages.find(({ post }) => post === number);
	const visits: RoundInput['visits'] = near.map(({ id, number }, order) => ({
		postId: id,
		at: new Date(morning.getTime() + ((endedAt.getTime() - morning.getTime()) * (order + 1)) / (near.length + 1)).toISOString(),
		result: found(number) ? (found(number)!.fixed ? 'fixed' : 'damage') : 'ok'
	}));
	for (const [number, damage] of damages.entries()) {
		const post = network.posts.find((each) => each.number === damage.post)!;
		const target: DamageInput['target'] = damage.sign === null ? { kind: 'post', id: post.id } : { kind: 'sign', id: post.signs[damage.sign]!.id };
		const input = { roundKey: key, target, kinds: damage.kinds, note: damage.note ?? '', fixed: damage.fixed ?? null, foundAt: morning.toISOString() };
		await receiveDamage(then, scope, warden, keyOf(`damage ${index} ${number}`), input);
	}
	const sections = demo.sections.map((ref) => ({ id: network.sections.find((section) => section.ref === ref)!.id, result: damages.length > 0 ? ('befund' as const) : ('ohne-befund' as const) }));
	await receiveRound(then, scope, warden, key, { startedAt: morning.toISOString(), endedAt: endedAt.toISOString(), sections, visits, track, note: demo.note ?? '' });
}

/** A UUID that is the same in every run. */
function keyOf(text: string): string {
	const hex = createHash('sha256').update(`demo trails ${text}`).digest('hex');
	return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
