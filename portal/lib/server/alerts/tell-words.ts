import { eventSentences, type ToldProcedure } from '../../texts/alerts.ts';
import { dayOf } from '../participations/local-days.ts';
import type { OpenEvent } from './types.ts';

/**
 * What a mail says of its events: by procedure, and of each step what holds now. After an outage three events of one participation
 * (began, will end, ended) are one sentence; nothing is said to come that is over.
 * @param events oldest first, of published procedures
 */
export function tellProcedures(events: OpenEvent[], publicUrl: string, now: Date): ToldProcedure[] {
	const procedures = [...Map.groupBy(events, (event) => event.procedureId).values()];
	return procedures.map((group) => {
		const [first] = group;
		return {
			title: first!.procedureTitle,
			where: first!.municipality && first!.municipality !== first!.tenantName ? `${first!.municipality} (${first!.tenantName})` : first!.tenantName,
			sentences: sentencesOf(group, now),
			url: `${publicUrl}/${first!.slug}/verfahren/${first!.procedureId}`
		};
	});
}

function sentencesOf(events: OpenEvent[], now: Date): string[] {
	const sentences: string[] = [];
	if (events.some(({ kind }) => kind === 'published')) sentences.push(eventSentences.published());
	for (const ofStep of Map.groupBy(events, (event) => event.stepId).values()) sentences.push(...stepSentences(ofStep, now));
	return sentences;
}

function stepSentences(events: OpenEvent[], now: Date): string[] {
	const has = (kind: OpenEvent['kind']) => events.some((event) => event.kind === kind);
	const step = events[0]!;
	const words = { title: step.stepTitle, startsOn: step.startsOn, endsOn: step.endsOn, state: stateOf(step, now) };
	const sentences: string[] = [];
	// Of a step that was taken back nothing else is true any more.
	if (step.stepId && !step.stepPublished) return has('withdrawn') ? [eventSentences.withdrawn(words)] : [];
	if (has('dates-changed')) sentences.push(eventSentences.datesChanged(words));
	const began = has('participation-started') || has('participation-announced');
	const ending = has('participation-ending');
	if (words.state === 'ended' && (began || ending || has('ended'))) {
		sentences.push(began ? eventSentences.participation(words, false) : eventSentences.ended(words));
	} else if (began || ending) sentences.push(eventSentences.participation(words, ending));
	if (has('documents-replaced')) sentences.push(eventSentences.documentsReplaced());
	if (has('decided')) sentences.push(eventSentences.decided(dayIn(step)));
	if (has('in-force')) sentences.push(eventSentences.inForce(dayIn(step)));
	return sentences;
}

const dayIn = (event: OpenEvent) => event.startsOn ?? dayOf(event.at);

function stateOf({ startsAt, endsAt }: OpenEvent, now: Date): 'planned' | 'running' | 'ended' {
	if (startsAt && now < startsAt) return 'planned';
	return endsAt && now < endsAt ? 'running' : 'ended';
}
