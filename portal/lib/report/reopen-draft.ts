import { REPORT_FIELD as FIELD, type Asking, type ReportFormState } from '../forms/report-steps.ts';

/** What was written, out of the fields of a draft or of an entry of the outbox. A category that is gone is asked for again. */
export function stateOfFields(fields: Record<string, string | string[]>, asking: Asking): Partial<ReportFormState> {
	const one = (name: string): string => String([fields[name] ?? ''].flat()[0] ?? '');
	const answers = Object.entries(fields).filter(([name]) => name.startsWith(FIELD.answer));
	const [lon, lat] = [one(FIELD.lon), one(FIELD.lat)];
	const known = asking.categories.some(({ id }) => id === one(FIELD.category));
	return {
		step: 'ort',
		point: lon && lat ? { lon: Number(lon), lat: Number(lat) } : null,
		address: one(FIELD.address),
		categoryId: known ? one(FIELD.category) : '',
		answers: known ? Object.fromEntries(answers.map(([name, given]) => [name.slice(FIELD.answer.length), given])) : {},
		title: one(FIELD.title),
		body: one(FIELD.body),
		assetId: known ? one(FIELD.asset) : '',
		assetLabel: known ? one(FIELD.assetLabel) : '',
		name: one(FIELD.name),
		email: one(FIELD.email),
		phone: one(FIELD.phone)
	};
}
