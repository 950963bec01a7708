import { stringify } from 'csv-stringify/sync';
import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import type { DamageKind, Fix } from '../../forms/trails.ts';
import { formatShortMoment } from '../../texts/dates.ts';
import { trailProofTexts as texts } from '../../texts/trail-staff.ts';
import { damageTexts, fixTexts } from '../../texts/trails.ts';
import type { TenantSummary } from '../accounts/types.ts';
import { neutraliseFormula, withoutControls } from '../exports/neutralise.ts';
import { addDays } from '../procedures/days.ts';
import { dayOf, endOfDay, isDay, startOfDay } from '../participations/local-days.ts';
import type { Services } from '../services.ts';
import { drawRound } from './round-picture.ts';
import { wayText, withOrWithout } from './round-words.ts';
import { PROOF_PICTURE, type ProofInput, type ProofRound } from './proof-pdf.ts';
import { selectDamages, selectRounds, selectVisits, type RoundFilter, type RoundRow } from './work-queries.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const MOST_ROUNDS = 1000;
/** More maps would make minutes and megabytes of it; nobody reads them all. */
export const MOST_PICTURES = 40;
const PDF_LIMITS = { seconds: 60, megabytes: 512 };

export interface ProofRequest {
	wardenId: string | null;
	sectionId: string | null;
	/** YYYY-MM-DD, both included. */
	from: string;
	to: string;
}

/** From the address: `wart`, `abschnitt`, `von`, `bis`; the last twelve months where no period is named. What is no id or day is left out. */
export function readProofRequest(params: URLSearchParams, now: Date): ProofRequest {
	const id = (name: string) => (UUID.test(params.get(name) ?? '') ? params.get(name) : null);
	const day = (name: string, otherwise: string) => (isDay(params.get(name) ?? '') ? params.get(name)! : otherwise);
	const to = day('bis', dayOf(now));
	return { wardenId: id('wart'), sectionId: id('abschnitt'), from: day('von', addDays(to, -365)), to };
}

const filterOf = ({ wardenId, sectionId, from, to }: ProofRequest): RoundFilter => ({ wardenId, sectionId, from: startOfDay(from), to: endOfDay(to), limit: MOST_ROUNDS });

export const listRounds = (scope: TenantScope, request: ProofRequest): Promise<RoundRow[]> => selectRounds(scope, filterOf(request));

/** A row per round and section: UTF-8 with BOM, semicolons, as German spreadsheets open it. */
export async function proofCsv(scope: TenantScope, request: ProofRequest): Promise<string> {
	const rows = (await listRounds(scope, request)).flatMap((round) => {
		const walked = round.walked === null ? '' : (round.walked / 1000).toFixed(2).replace('.', ',');
		const common = [round.id, round.warden, round.started_at, round.ended_at, round.received_at].map((each) => (each instanceof Date ? formatShortMoment(each) : each));
		const sections = round.sections.filter(({ id }) => !request.sectionId || id === request.sectionId);
		return sections.map(({ name, result, covered }) => [
			...common,
			wayText(round),
			walked,
			name,
			withOrWithout(result),
			covered === null ? '' : String(Math.round(covered * 100)),
			String(round.posts),
			String(round.damages),
			String(round.fixed),
			round.note
		]);
	});
	const cells = rows.map((row) => row.map((cell) => neutraliseFormula(withoutControls(cell))));
	return `\ufeff${stringify([texts.csv, ...cells], { delimiter: ';', record_delimiter: '\r\n', quoted_string: true })}`;
}

/** The proof as a tagged PDF, set in a worker. */
export async function proofPdf(services: Pick<Services, 'work' | 'now'>, scope: TenantScope, tenant: Pick<TenantSummary, 'name'>, request: ProofRequest): Promise<Uint8Array<ArrayBuffer>> {
	const rows = await listRounds(scope, request);
	const rounds: ProofRound[] = [];
	for (const [index, row] of rows.entries()) {
		const detailed = index < MOST_PICTURES;
		const damages = row.damages + row.fixed > 0 ? await selectDamages(scope, { kind: 'all', roundKey: row.key, limit: 200 }) : [];
		rounds.push({
			row,
			visits: detailed ? await selectVisits(scope, row.id) : [],
			damages: damages.map((damage) =>
				[
					damage.post ?? damage.section ?? damage.equipment ?? '',
					damage.kinds.map((kind) => damageTexts[kind as DamageKind] ?? kind).join('; '),
					damage.fixed ? fixTexts[damage.fixed as Fix] : damage.public_ref && `${damage.public_ref}, ${damage.state ?? ''}`
				]
					.filter(Boolean)
					.join(' – ')
			),
			picture: detailed ? await drawRound(scope, row.id, PROOF_PICTURE) : null
		});
	}
	const input: ProofInput = {
		tenant: tenant.name,
		request,
		warden: request.wardenId && (rows[0]?.warden ?? ''),
		section: request.sectionId && (rows.flatMap(({ sections }) => sections).find(({ id }) => id === request.sectionId)?.name ?? ''),
		rounds,
		now: services.now()
	};
	return services.work.run('trail-pdf', { kind: 'proof', input }, PDF_LIMITS);
}
