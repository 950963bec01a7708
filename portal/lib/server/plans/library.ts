import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import { catalogueFor, codeLabel, labelOfClass, planKind } from './describe-plan.ts';
import { LIBRARY_ORDERS, listKinds, listLibrary, type LibraryOrder, type LibraryRow, type PlanStatus } from './library-queries.ts';
import type { Verdict } from './check-types.ts';

/** Words of the address → what they mean; the address of a list holds its filter, so that it can be passed on. */
const STATUS: Record<string, PlanStatus> = { aufstellung: 'draft', festgesetzt: 'adopted', archiviert: 'archived' };
const VERDICTS: Record<string, Verdict | 'open'> = { bestanden: 'passed', warnungen: 'warnings', fehler: 'errors', offen: 'open' };
const ORDERS: Record<string, LibraryOrder> = { neueste: LIBRARY_ORDERS[0], name: LIBRARY_ORDERS[1], nummer: LIBRARY_ORDERS[2] };

export interface LibraryValues {
	suche: string;
	stand: string;
	pruefung: string;
	art: string;
	reihenfolge: string;
}

const PAGE = 25;
const LONGEST_SEARCH = 200;

/** What the address asks for; words that mean nothing are left out. */
export function libraryValues(search: URLSearchParams): LibraryValues {
	const known = (name: string, words: Record<string, unknown>) => {
		const word = search.get(name) ?? '';
		return Object.hasOwn(words, word) ? word : '';
	};
	const art = search.get('art') ?? '';
	return {
		suche: (search.get('suche') ?? '').slice(0, LONGEST_SEARCH).trim(),
		stand: known('stand', STATUS),
		pruefung: known('pruefung', VERDICTS),
		art: /^[A-Z]{2}_Plan(\/\d{1,9})?$/.test(art) ? art : '',
		reihenfolge: known('reihenfolge', ORDERS)
	};
}

export interface LibraryPlan extends Omit<LibraryRow, 'class' | 'planArt' | 'rechtsstand' | 'xplanVersion'> {
	kind: string;
	/** Label of the Rechtsstand; null where the plan does not say it. */
	rechtsstand: string | null;
}

/**
 * A page of the tenant's plans.
 * @param base address of the list, for links to other pages
 * @param published what the public sees: without checks
 */
export async function readLibrary(scope: TenantScope, search: URLSearchParams, base: string, published: boolean) {
	const values = libraryValues(search);
	if (published) values.pruefung = '';
	const page = Math.max(1, Math.min(10_000, Number(/^\d+$/.exec(search.get('seite') ?? '')?.[0] ?? 1)));
	const [chosenClass, planArt] = values.art.split('/');
	const { rows, total } = await listLibrary(scope, {
		published,
		text: values.suche,
		status: STATUS[values.stand] ?? null,
		verdict: VERDICTS[values.pruefung] ?? null,
		class: chosenClass || null,
		planArt: planArt ?? null,
		order: ORDERS[values.reihenfolge] ?? (published ? 'name' : 'newest'),
		limit: PAGE,
		offset: (page - 1) * PAGE
	});
	const kinds = await listKinds(scope, published);
	return {
		values,
		plans: await Promise.all(rows.map(libraryPlan)),
		total,
		page,
		pages: Math.max(1, Math.ceil(total / PAGE)),
		kinds: await Promise.all(
			kinds.map(async (each) => ({
				value: each.planArt ? `${each.class}/${each.planArt}` : each.class,
				label: each.planArt ? planKind(await catalogueFor(each.xplanVersion), each.class, each.planArt) : labelOfClass(each.class)
			}))
		),
		previous: page > 1 ? addressOf(base, values, page - 1) : null,
		next: page * PAGE < total ? addressOf(base, values, page + 1) : null,
		filtered: Object.entries(values).some(([name, value]) => value !== '' && name !== 'reihenfolge')
	};
}

export type Library = Awaited<ReturnType<typeof readLibrary>>;

async function libraryPlan({ class: className, planArt, rechtsstand, xplanVersion, ...row }: LibraryRow): Promise<LibraryPlan> {
	const catalogue = await catalogueFor(xplanVersion);
	return { ...row, kind: planKind(catalogue, className, planArt), rechtsstand: codeLabel(catalogue, className, 'rechtsstand', rechtsstand) };
}

function addressOf(base: string, values: LibraryValues, page: number): string {
	const search = new URLSearchParams(Object.entries(values).filter(([, value]) => value !== ''));
	if (page > 1) search.set('seite', String(page));
	const text = search.toString();
	return text ? `${base}?${text}` : base;
}
