import { randomUUID } from 'node:crypto';
import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import { readPlaces, type Place } from '../../forms/statement.ts';
import { FIELD } from '../../forms/statement-steps.ts';
import { FormError } from '../check-form.ts';
import { isDay, startOfDay } from '../participations/local-days.ts';
import type { Source } from '../uploads/attachments.ts';
import { receiveStatement } from './service.ts';
import type { Receipt, ReceiveServices } from './types.ts';

/** Fields of the staff's form. */
export interface IntakeValues {
	key: string;
	text: string;
	name: string;
	address: string;
	email: string;
	/** Drawn or chosen on the map. */
	places: Place[];
	/** gml:ids, separated by spaces or commas: the way without the map. */
	objects: string;
	/** Local day and time of arrival: `YYYY-MM-DD`, `HH:MM`. */
	day: string;
	time: string;
}

export function readIntake(form: FormData): IntakeValues {
	const value = (name: string) => String(form.get(name) ?? '').trim();
	return {
		key: value('vorgang') || randomUUID(),
		text: value('text'),
		name: value('name'),
		address: value('anschrift'),
		email: value('email'),
		places: readPlaces(value(FIELD.places)) ?? [],
		objects: value('objekte'),
		day: value('tag'),
		time: value('zeit')
	};
}

/**
 * Enters what came by post, e-mail or was taken down in person, at any time; what arrived outside the period is flagged as late.
 * @throws DomainError as `receiveStatement`; FormError for an impossible day or time
 */
export function enterStatement(
	services: ReceiveServices,
	scope: TenantScope,
	participationId: string,
	values: IntakeValues,
	options: { now: Date; accountId: string; uploads: Source[] }
): Promise<Receipt> {
	const typed = values.objects.split(/[\s,;]+/).filter((gmlId) => gmlId && !values.places.some((place) => place.kind === 'object' && place.gmlId === gmlId));
	const places: Place[] = [...values.places, ...typed.map((gmlId): Place => ({ kind: 'object', gmlId }))];
	const { key, text, name, address, email } = values;
	return receiveStatement(
		services,
		scope,
		participationId,
		{ key, text, places, name, address, email, attachments: options.uploads },
		{ origin: 'staff', now: options.now, enteredBy: options.accountId, arrivedAt: arrival(values) }
	);
}

function arrival({ day, time }: IntakeValues): Date {
	const [, hours, minutes] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(time || '00:00') ?? [];
	if (!isDay(day) || hours === undefined) throw new FormError({ day: 'invalid' });
	return new Date(startOfDay(day).getTime() + (Number(hours) * 60 + Number(minutes)) * 60_000);
}
