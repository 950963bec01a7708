import { randomUUID } from 'node:crypto';
import { normaliseText, readPlaces } from '../../../forms/statement.ts';
import { FIELD, type StatementFormState } from '../../../forms/statement-steps.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export function emptyForm(): StatementFormState {
	return {
		key: randomUUID(),
		text: '',
		places: [],
		name: '',
		address: '',
		email: '',
		staged: [],
		objectText: '',
		objects: null,
		addressText: '',
		addresses: null,
		coordinates: '',
		coordinatesWrong: false,
		review: false,
		said: null
	};
}

/** Posted fields, without judging them. Ids of staged files still have to be looked up. */
export interface PostedForm {
	state: StatementFormState;
	stagedIds: string[];
	/** The list of places was no list of places. */
	placesUnreadable: boolean;
	step: string;
	/** What was searched last: Enter in a search field means a new search only if the word is new. */
	objectTextDone: string;
	addressTextDone: string;
	proof: string;
	honeypot: string;
}

export function readStatementForm(form: FormData): PostedForm {
	const field = (name: string) => {
		const value = form.get(name);
		return typeof value === 'string' ? value : '';
	};
	const key = field(FIELD.key);
	const places = readPlaces(field(FIELD.places));
	return {
		state: {
			...emptyForm(),
			key: UUID.test(key) ? key : randomUUID(),
			text: normaliseText(field(FIELD.text)),
			places: places ?? [],
			name: field(FIELD.name).trim(),
			address: normaliseText(field(FIELD.address)),
			email: field(FIELD.email).trim(),
			objectText: field(FIELD.objectText).trim(),
			addressText: field(FIELD.addressText).trim(),
			coordinates: field(FIELD.coordinates).trim()
		},
		stagedIds: form.getAll(FIELD.staged).filter((value) => typeof value === 'string'),
		placesUnreadable: places === null,
		step: form.getAll(FIELD.step).filter((value) => typeof value === 'string').at(-1) ?? '',
		objectTextDone: field(FIELD.objectTextDone).trim(),
		addressTextDone: field(FIELD.addressTextDone).trim(),
		proof: field(FIELD.proof),
		honeypot: field(FIELD.honeypot)
	};
}
