import express, { Router } from 'express';
import type { Services } from '../services.ts';
import { endReportAlert } from '../reports/alerts/subscribe.ts';
import { endAlert } from './subscribe.ts';
import { ALERTS, ONE_CLICK } from './urls.ts';

/**
 * One-click unsubscribe (RFC 8058): mail programs post `List-Unsubscribe=One-Click` here, from anywhere and without a session, so it
 * stands before the check that forms come from our own pages. The token in the address is the permission; a foreign page that does not
 * know it can do nothing. A person who opens the address gets the page with the button instead.
 */
export function oneClickRouter(services: Pick<Services, 'db' | 'secret'>): Router {
	const router = Router();
	router.get(`${ONE_CLICK}/:token`, (request, response) => response.redirect(303, `${ALERTS}/${encodeURIComponent(request.params.token)}`));
	router.post(`${ONE_CLICK}/:token`, express.text({ type: () => true, limit: '4kb' }), async (request, response) => {
		// As form fields or as multipart: both hold the two words.
		const asked = typeof request.body === 'string' && /List-Unsubscribe["\s\S]{0,20}One-Click/.test(request.body);
		if (!asked) return void response.status(400).type('text').send('List-Unsubscribe=One-Click');
		// Of procedures or of reports: a token is only ever one's.
		await endAlert(services, String(request.params.token));
		await endReportAlert(services, String(request.params.token));
		response.status(200).set('Cache-Control', 'no-store').type('text').send('OK');
	});
	return router;
}
