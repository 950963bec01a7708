import { randomUUID } from 'node:crypto';
import { REPORT_FIELD as FIELD, REPORT_STEPS, type ReportFormState, type ReportStep } from '../../../forms/report-steps.ts';
import { normaliseText } from '../../../forms/statement.ts';
import type { Services } from '../../services.ts';
import { emptyReport } from './form-view.ts';

/** What was posted, without judging it. */
export interface PostedReport {
	state: ReportFormState;
	stagedIds: string[];
	/** Value of the pressed button. */
	pressed: string;
	proof: string;
	honeypot: string;
}

const KEY = /^[\w-]{8,100}$/;

export function readReportForm(services: Pick<Services, 'secret' | 'now'>, form: FormData): PostedReport {
	const field = (name: string): string => {
		const value = form.get(name);
		return typeof value === 'string' ? value : '';
	};
	const texts = (name: string) => form.getAll(name).filter((value) => typeof value === 'string');
	const coordinate = (name: string) => (field(name).trim() === '' ? NaN : Number(field(name)));
	const [lon, lat] = [coordinate(FIELD.lon), coordinate(FIELD.lat)];
	const here = field(FIELD.here);
	return {
		state: {
			...emptyReport(services),
			key: KEY.test(field(FIELD.key)) ? field(FIELD.key) : randomUUID(),
			mark: field(FIELD.mark),
			step: (REPORT_STEPS as readonly string[]).includes(here) ? (here as ReportStep) : 'ort',
			point: Math.abs(lon) <= 180 && Math.abs(lat) <= 85 ? { lon, lat } : null,
			address: field(FIELD.address).trim(),
			addressText: field(FIELD.addressText).trim(),
			coordinates: field(FIELD.coordinates).trim(),
			categoryText: field(FIELD.categoryText).trim(),
			categoryId: field(FIELD.category),
			seen: field(FIELD.seen),
			answers: readAnswers(form),
			title: field(FIELD.title).replace(/\s+/g, ' ').trim(),
			body: normaliseText(field(FIELD.body)),
			assetId: field(FIELD.asset),
			assetLabel: field(FIELD.assetLabel),
			name: field(FIELD.name).trim(),
			email: field(FIELD.email).trim(),
			phone: field(FIELD.phone).trim()
		},
		stagedIds: texts(FIELD.staged),
		pressed: texts(FIELD.step).at(-1) ?? '',
		proof: field(FIELD.proof),
		honeypot: field(FIELD.honeypot)
	};
}

/** One text, or several where the question takes several; empty ones are no answers. */
function readAnswers(form: FormData): ReportFormState['answers'] {
	const answers: ReportFormState['answers'] = {};
	for (const name of new Set(form.keys())) {
		if (!name.startsWith(FIELD.answer)) continue;
		const given = form.getAll(name).filter((value) => typeof value === 'string' && value.trim() !== '') as string[];
		if (given.length > 0) answers[name.slice(FIELD.answer.length)] = given.length === 1 ? given[0]! : given;
	}
	return answers;
}
