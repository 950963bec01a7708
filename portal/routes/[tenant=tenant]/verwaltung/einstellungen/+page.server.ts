import { DomainError } from '$gis/errors.ts';
import { demand } from '$lib/server/accounts/permissions.ts';
import { textsOf } from '$lib/server/form-values.ts';
import { answer, submit } from '$lib/server/page.ts';
import { getServices } from '$lib/server/services.ts';
import { legalPageSource } from '$lib/server/tenants/legal-pages.ts';
import { changeLogo, removeLogo } from '$lib/server/tenants/logo.ts';
import { changeCalendar, changeColours, changeContact, changeLegalFacts, tenantDetails } from '$lib/server/tenants/tenants.ts';
import { LEGAL_PAGES, type TenantSettings } from '$lib/server/tenants/types.ts';
import { uploadsOf } from '$lib/server/uploads/multipart.ts';
import { settingsTexts } from '$lib/texts/tenants.ts';
import type { Actions, PageServerLoad } from './$types';

const CONTACT = ['name', 'organisation', 'person', 'street', 'postcode', 'city', 'phone', 'email', 'openingHours'] as const;
const CALENDAR = ['holidays', 'noticeText', 'noticeHint', 'leadDays'] as const;
const LEGAL = Object.keys(settingsTexts.legal) as (keyof typeof settingsTexts.legal)[];

function tenantOf({ account, tenant }: App.Locals): string {
	demand(account, tenant.id, 'settings.change');
	return tenant.id;
}

/** As the form shows it: one holiday a line, the day before the month. */
function calendarOf({ holidays = [], noticeRule = {} }: TenantSettings): Record<(typeof CALENDAR)[number], string> {
	const lines = holidays.map((day) => day.split('-').reverse()).map(([day, month, year]) => `${day}.${month}.${year ?? ''}`);
	return { holidays: lines.join('\n'), noticeText: noticeRule.text ?? '', noticeHint: noticeRule.hint ?? '', leadDays: String(noticeRule.leadDays ?? 0) };
}

export const load: PageServerLoad = ({ locals }) =>
	answer(async () => {
		const services = getServices();
		const details = await tenantDetails(services.db.knex, tenantOf(locals));
		const pages = [];
		for (const kind of LEGAL_PAGES) pages.push({ kind, own: (await legalPageSource(services, locals.tenant.id, kind)).own });
		return { title: settingsTexts.title, contact: { name: details.name, ...details.contact }, colours: details.colours, legal: details.settings.legal ?? {}, calendar: calendarOf(details.settings), pages };
	});

export const actions: Actions = {
	contact: async ({ locals, request }) => {
		const values = textsOf(await request.formData(), CONTACT);
		return submit(values, async () => {
			await changeContact(getServices().db.knex, tenantOf(locals), values);
			return { saved: settingsTexts.contactTitle };
		});
	},
	colours: async ({ locals, request }) => {
		const values = textsOf(await request.formData(), ['primary', 'onPrimary']);
		return submit(values, async () => {
			await changeColours(getServices().db.knex, tenantOf(locals), values);
			return { saved: settingsTexts.coloursTitle };
		});
	},
	logo: async ({ locals, request }) => {
		const form = await request.formData();
		return submit({}, async () => {
			const tenantId = tenantOf(locals);
			const [upload] = uploadsOf(form, 'logo');
			if (!upload) throw new DomainError('upload_missing');
			await changeLogo(getServices(), tenantId, upload);
			return { saved: settingsTexts.logoTitle };
		});
	},
	removeLogo: ({ locals }) =>
		submit({}, async () => {
			await removeLogo(getServices(), tenantOf(locals));
			return { saved: settingsTexts.logoTitle };
		}),
	calendar: async ({ locals, request }) => {
		const values = textsOf(await request.formData(), CALENDAR);
		return submit(values, async () => {
			await changeCalendar(getServices().db.knex, tenantOf(locals), values);
			return { saved: settingsTexts.calendarTitle };
		});
	},
	legal: async ({ locals, request }) => {
		const values = textsOf(await request.formData(), LEGAL);
		return submit(values, async () => {
			await changeLegalFacts(getServices().db.knex, tenantOf(locals), values);
			return { saved: settingsTexts.legalTitle };
		});
	}
};
