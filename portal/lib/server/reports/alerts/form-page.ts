import { REPORT_ALERT_FIELD as FIELD, type PostedReportAlert } from '../../../forms/report-alert.ts';
import type { AlertSender } from '../../alerts/subscribe.ts';

/** Reads a posted form, without judging it. */
export function readReportAlertForm(form: FormData): { posted: PostedReportAlert; sender: Omit<AlertSender, 'address'> } {
	const one = (name: string) => {
		const value = form.get(name);
		return typeof value === 'string' ? value.trim() : '';
	};
	return {
		posted: {
			where: one(FIELD.where),
			address: one(FIELD.address),
			radius: one(FIELD.radius) || '1000',
			district: one(FIELD.district),
			area: one(FIELD.area),
			categories: form.getAll(FIELD.categories).filter((value): value is string => typeof value === 'string'),
			email: one(FIELD.email)
		},
		sender: { proof: one(FIELD.proof), honeypot: one(FIELD.honeypot) }
	};
}
