import { randomUUID } from 'node:crypto';
import type { TenantScope } from '../../../../../gis/db/tenant-scope.ts';
import { DomainError } from '../../../../../gis/errors.ts';
import { followForm, reportAlertChoice, reportAlertForm, type PostedReportAlert, type ReportAlertForm } from '../../../forms/report-alert.ts';
import { alertTexts, aroundTitle } from '../../../texts/alerts.ts';
import { confirmReportAlertMail, newIn, ofReport, reportAlertTexts } from '../../../texts/report-alerts.ts';
import { circle } from '../../alerts/circle.ts';
import { drawnArea, passGate, type AlertSender } from '../../alerts/subscribe.ts';
import { isToken, manageToken, newConfirmToken, tokenHash } from '../../alerts/tokens.ts';
import { mailHeaders } from '../../alerts/urls.ts';
import { checkForm, FormError } from '../../check-form.ts';
import { queueMail } from '../../mail/queue-mail.ts';
import { findPlace } from '../../search/find-place.ts';
import type { Services } from '../../services.ts';
import { readPublicReport } from '../public-report.ts';
import { mayMail } from '../report-mail.ts';
import * as queries from './alert-queries.ts';
import { forgetReportAlert } from './tell-news.ts';
import { confirmUrl, manageUrl } from './urls.ts';

type Tenant = { slug: string; name: string };
/** One order at a time waits for its confirmation. */
const ASK_AGAIN_AFTER = 24 * 3_600_000;

/**
 * Takes an order for new reports of an area and sends the mail that asks for confirmation. The answer is the same whether the address is known,
 * unknown or has had too many mails: nobody learns who subscribed.
 * @returns what was ordered, in words
 * @throws FormError naming fields; DomainError `alert_throttled`, `search_throttled`
 */
export async function orderReportAlert(services: Services, scope: TenantScope, tenant: Tenant, posted: PostedReportAlert, sender: AlertSender): Promise<string> {
	const form = checkForm(reportAlertForm, posted);
	await passGate(services, sender);
	const { title, area } = await placeOf(services, scope, tenant, form, sender.address);
	const categoryIds = await categoryIdsOf(scope, form.categories);
	await order(services, scope, tenant, { email: form.email, title, area, categoryIds, reportId: null });
	return title;
}

/**
 * Takes an order for one report.
 * @throws FormError `email`; DomainError `not_found` for a report that is not public, `alert_throttled`
 */
export async function followReport(services: Services, scope: TenantScope, tenant: Tenant, typedRef: string, posted: { email: string }, sender: AlertSender): Promise<string> {
	const { email } = checkForm(followForm, posted);
	const report = await readPublicReport(scope, typedRef);
	await passGate(services, sender);
	const title = ofReport(report.publicRef);
	await order(services, scope, tenant, { email, title, area: null, categoryIds: [], reportId: report.id });
	return title;
}

type Order = Pick<queries.NewReportAlert, 'email' | 'title' | 'area' | 'categoryIds' | 'reportId'>;

async function order(services: Services, scope: TenantScope, { slug, name }: Tenant, wanted: Order): Promise<void> {
	const id = randomUUID();
	const [confirm, manage] = [newConfirmToken(), manageToken(services.secret, id)];
	const now = services.now();
	await scope.transaction(async (inner) => {
		const again = await queries.isOrdered(inner, wanted, new Date(now.getTime() - ASK_AGAIN_AFTER));
		// Thrown inside, so that an area without inside leaves nothing behind.
		if (!(await queries.insertReportAlert(inner, { ...wanted, id, confirmHash: tokenHash(confirm), manageHash: tokenHash(manage) }, now)))
			throw new FormError({ area: 'areaInvalid' });
		if (again || !(await mayMail(services, inner, wanted.email))) return queries.deleteReportAlertAcrossTenants(inner.db, id);
		await queueMail(services, inner.db, {
			tenantId: scope.tenantId,
			recipient: wanted.email,
			...confirmReportAlertMail({
				tenantName: name,
				title: wanted.title,
				orderedAt: now,
				confirmUrl: confirmUrl(services.config, slug, confirm),
				endUrl: manageUrl(services.config, slug, manage)
			}),
			headers: mailHeaders(services.config, manage)
		});
	});
}

/** The title goes into a mail to an address that nobody confirmed: it holds only words of ours (names of places that were found). */
async function placeOf(services: Services, scope: TenantScope, tenant: Tenant, form: ReportAlertForm, client: string): Promise<{ title: string; area: object | null }> {
	switch (form.where) {
		case 'umkreis': {
			if (!form.address) throw new FormError({ address: 'address' });
			const place = await findPlace(services, form.address, client);
			if (!place) throw new FormError({ address: 'addressUnknown' });
			const [west, south, east, north] = place.extent;
			return { title: newIn(aroundTitle(place.title, form.radius)), area: circle([(west + east) / 2, (south + north) / 2], form.radius) };
		}
		case 'bezirk': {
			const district = await queries.findDistrict(scope, form.district);
			if (!district) throw new FormError({ district: 'district' });
			return { title: newIn(district.name), area: district.area };
		}
		case 'gebiet':
			return { title: newIn(alertTexts.areaHeading), area: drawnArea(form.area) };
		case 'alles':
			return { title: reportAlertTexts.everywhere(tenant.name), area: null };
	}
}

/** @throws FormError `categories` */
async function categoryIdsOf(scope: TenantScope, codes: string[]): Promise<string[]> {
	if (codes.length === 0) return [];
	const { categories } = await queries.listChoices(scope);
	const ids = categories.filter(({ code }) => codes.includes(code)).map(({ id }) => id);
	if (ids.length < new Set(codes).size) throw new FormError({ categories: 'invalid' });
	return ids;
}

/** What its own page shows of a subscription. */
export interface ReportAlertView {
	title: string;
	email: string;
	/** Null: of one report. */
	categories: { code: string; name: string; chosen: boolean }[] | null;
	publicRef: string | null;
	confirmed: boolean;
}

/** Looks an order up by the link in its mail; looking confirms nothing, because mail filters open links too. @throws DomainError `alert_unknown` */
export async function reportAlertToConfirm(scope: TenantScope, token: string): Promise<ReportAlertView> {
	return view(scope, known(isToken(token) ? await queries.findByConfirmHash(scope, tokenHash(token)) : null));
}

/** Confirming again changes nothing. @returns the token of the page that changes and ends it. @throws DomainError `alert_unknown` */
export async function confirmReportAlert(services: Pick<Services, 'now' | 'secret'>, scope: TenantScope, token: string): Promise<string> {
	const alert = known(isToken(token) ? await queries.findByConfirmHash(scope, tokenHash(token)) : null);
	await queries.confirmRow(scope, alert.id, services.now());
	return manageToken(services.secret, alert.id);
}

const toManage = async (scope: TenantScope, token: string) => known(isToken(token) ? await queries.findByManageHash(scope, tokenHash(token)) : null);

/** @throws DomainError `alert_unknown` */
export async function readReportAlert(scope: TenantScope, token: string): Promise<ReportAlertView> {
	return view(scope, await toManage(scope, token));
}

/** @throws DomainError `alert_unknown`, FormError */
export async function changeReportAlert(scope: TenantScope, token: string, posted: { categories: string[] }): Promise<void> {
	const alert = await toManage(scope, token);
	if (alert.reportId) throw new DomainError('form_invalid');
	await queries.updateCategories(scope, alert.id, await categoryIdsOf(scope, checkForm(reportAlertChoice, posted).categories));
}

/** Ends a subscription and forgets the address. An unknown token is one that has ended. */
export async function endReportAlert(services: Pick<Services, 'db' | 'secret'>, token: string): Promise<void> {
	const alert = isToken(token) ? await queries.findByManageHashAcrossTenants(services.db.knex, tokenHash(token)) : null;
	if (alert) await forgetReportAlert(services, alert.id, alert.email);
}

function known(alert: queries.ReportAlert | null): queries.ReportAlert {
	if (!alert) throw new DomainError('alert_unknown');
	return alert;
}

async function view(scope: TenantScope, alert: queries.ReportAlert): Promise<ReportAlertView> {
	const { categories } = await queries.listChoices(scope);
	return {
		title: alert.title,
		email: alert.email,
		categories: alert.reportId ? null : categories.map(({ id, code, name }) => ({ code, name, chosen: alert.categoryIds.includes(id) })),
		publicRef: alert.publicRef,
		confirmed: alert.confirmedAt !== null
	};
}
