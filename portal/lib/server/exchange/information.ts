import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import { writeArea } from '../../../../importers/xbeteiligung/area.ts';
import type { Content, Information, Participation, Round } from '../../../../importers/xbeteiligung/model.ts';
import type { Services } from '../services.ts';
import { documentTexts } from '../../texts/documents.ts';
import { invitationNews } from '../../texts/invitations.ts';
import { kindStep } from '../procedures/kinds/kind.ts';
import { publicDocuments } from '../procedures/documents/service.ts';
import type { DocumentNode } from '../procedures/documents/types.ts';
import type { Procedure, ProcedureStep } from '../procedures/types.ts';
import { slugOf } from '../statements/statement-queries.ts';
import { namesOf } from './apply.ts';
import * as queries from './exchange-queries.ts';
import { planKindOf } from './step-codes.ts';

type Needs = Pick<Services, 'config'>;

interface Common {
	names: ReturnType<typeof namesOf>;
	base: Omit<Participation, 'public' | 'toeb'>;
	url: string;
	notice: string;
	stepCode: string;
}

async function common(services: Needs, scope: TenantScope, procedure: Procedure, step: ProcedureStep, path: string): Promise<Common> {
	const { slug, name } = await slugOf(scope);
	const names = namesOf(procedure, step.id);
	const area = await queries.areaOf(scope, procedure.id);
	const url = `${services.config.publicUrl}/${slug}${path}`;
	const planKind = planKindOf(procedure.kind);
	const procedureType = procedure.kind.xbeteiligung.procedureType;
	const stepCode = kindStep(procedure.kind, step.key)?.xbeteiligung ?? '9998';
	return {
		names,
		url,
		notice: (await queries.noticeDay(scope, step.id)) ?? step.startsOn!,
		stepCode,
		base: {
			actors: { initiator: { name: { name: procedure.contact.organisation || name } } },
			planId: names.planId,
			planName: procedure.title,
			...(planKind ? { planKind } : {}),
			step: { code: stepCode },
			...(procedureType ? { procedureKind: { code: procedureType } } : {}),
			...(procedure.summary ? { occasion: procedure.summary } : {}),
			// Without an area an empty collection: the standard demands the text.
			area: area ? writeArea(area) : '{"type":"MultiPolygon","coordinates":[]}',
			place: procedure.municipality || name,
			url
		}
	};
}

/** What a portal is told of a published step: 0451, 0452. vorgangsID is the step: every Durchgang is a process of its own. */
export async function informationOf(
	services: Needs,
	scope: TenantScope,
	procedure: Procedure,
	step: ProcedureStep,
	now: Date
): Promise<Content> {
	const { base, notice, url, names } = await common(services, scope, procedure, step, `/verfahren/${procedure.id}`);
	const { url: _url, iteration: _iteration, ...rest } = base;
	const items = files(await publicDocuments(scope, procedure.id, now))
		.filter(({ stepIds }) => stepIds.includes(step.id))
		.map(({ title, version, href }) => ({ title, ...(version ? { version } : {}), link: services.config.publicUrl + href }));
	const period = { begin: step.startsOn!, ...(step.endsOn ? { end: step.endsOn } : {}) };
	const information: Information = {
		...rest,
		iteration: String(step.iteration),
		notice,
		period,
		publication: { begin: step.startsOn! },
		url,
		...(items.length > 0 ? { attachments: [{ items }] } : {})
	};
	return { processId: step.id, planId: names.planId, participationId: names.participationId, information };
}

function files(nodes: DocumentNode[]): { title: string; version: string | null; href: string; stepIds: string[] }[] {
	return nodes.flatMap((node) => [
		...node.files.filter(({ href }) => href !== null).map((file) => ({
			title: node.kind === 'plan' ? `${documentTexts.title}: ${node.title}` : node.title,
			version: file.number === null ? null : String(file.number),
			href: file.href!,
			stepIds: file.steps.map(({ id }) => id)
		})),
		...files(node.children)
	]);
}

/** § 4a (5), § 4 (2) S. 2, 3 BauGB: what follows from saying nothing in time. */
export const LEGAL_CONSEQUENCES =
	'Stellungnahmen, die nicht rechtzeitig abgegeben werden, können bei der Beschlussfassung über den Bauleitplan unberücksichtigt ' +
	'bleiben, sofern die Gemeinde ihren Inhalt nicht kannte und nicht hätte kennen müssen und er für die Rechtmäßigkeit des ' +
	'Plans nicht von Bedeutung ist (§ 4a Abs. 5 BauGB).';

/**
 * The invitation of a body: 0750. Its answer comes at the address or as 0701. The standard has no message for what becomes of an invitation:
 * it is said by another 0750 of the same vorgangsID, in aktuelleMitteilung.
 * @param endsOn the body's own end
 * @param news what became of the invitation since it was sent
 * @param revoked it was withdrawn, the step was not
 */
export async function invitationOf(
	services: Needs,
	scope: TenantScope,
	procedure: Procedure,
	step: ProcedureStep,
	{ invitationId, endsOn, path, news, revoked = false }: { invitationId: string; endsOn: string | null; path: string; news: string[]; revoked?: boolean }
): Promise<Content> {
	const gone = step.withdrawnAt ? invitationNews.periodWithdrawn : revoked ? invitationNews.periodRevoked : null;
	const { base, notice, stepCode } = await common(services, scope, procedure, step, path);
	const round: Round = {
		id: namesOf(procedure, step.id).participationId,
		iteration: String(step.iteration),
		notice,
		...(news.length > 0 ? { news } : {}),
		period: { begin: step.startsOn!, ...(endsOn ? { end: endsOn } : {}), ...(gone ? { note: gone } : {}) },
		kind: { formal: { code: stepCode } }
	};
	const asked = { processId: invitationId, invitation: { kommunal: { ...base, toeb: round } } };
	return gone ? asked : { ...asked, legalConsequences: LEGAL_CONSEQUENCES };
}
