import { error, redirect, type Handle, type HandleServerError, type RequestEvent } from '@sveltejs/kit';
import { allowOrigins, basemapOf, basemapOrigins } from '$lib/map/basemap.ts';
import { SESSION_COOKIE } from '$lib/server/accounts/sessions.ts';
import { allowFrames, isEmbedRoute } from '$lib/server/embed/frame-policy.ts';
import { embedOrigins } from '$lib/server/embed/origins.ts';
import { problemOf } from '$lib/server/errors.ts';
import { noteFault } from '$lib/server/faults.ts';
import { contextOfAddress, demandOwnForm, isStaffRoute } from '$lib/server/http-guards.ts';
import { answer } from '$lib/server/page.ts';
import { getServices } from '$lib/server/services.ts';
import { errorTexts } from '$lib/texts/errors.ts';

/** Routes that answer with data instead of a page: they have no frame in which a refusal could be shown. */
const endpoints = new Set(Object.keys(import.meta.glob('./routes/**/+server.ts')));
const isEndpoint = (route: string | null): boolean => endpoints.has(`./routes${route}/+server.ts`);

/** Session, tenant and permission of every request, before any page's code runs. */
export const handle: Handle = async ({ event, resolve }) => {
	const services = getServices();
	const { route, params, request, url, cookies, locals } = event;
	await answer(() => demandOwnForm(request, services.config.publicUrl));
	const { loginNeeded, passwordPage, ...context } = await contextOfAddress(services, {
		route: route.id,
		slug: params.tenant,
		// In a frame on somebody else's website everybody is a visitor.
		token: isEmbedRoute(route.id) ? undefined : cookies.get(SESSION_COOKIE)
	});
	Object.assign(locals, context);
	if (loginNeeded) {
		const wanted = request.method === 'GET' ? url.pathname + url.search : url.pathname;
		redirect(303, `/login?weiter=${encodeURIComponent(wanted)}`);
	}
	if (passwordPage) redirect(303, passwordPage);
	if (context.refused && (request.method !== 'GET' || event.isDataRequest || isEndpoint(route.id))) {
		const { status, message, code } = context.refused;
		error(status, { message, code });
	}
	const response = await resolve(event);
	const policy = response.headers.get('Content-Security-Policy');
	if (policy) response.headers.set('Content-Security-Policy', allowOrigins(policy, basemapOrigins(basemapOf(services.config.basemap))));
	if (isEmbedRoute(route.id) && !context.refused) await openToFrames(event, response);
	// Nothing of a signed-in person's view may stay in a shared cache or in the browser after signing out.
	if (isStaffRoute(route.id)) response.headers.set('Cache-Control', 'no-store');
	else if (context.account && !response.headers.has('Cache-Control')) response.headers.set('Cache-Control', 'private, no-store');
	return response;
};

/** The older header knows no list, and would say something else than the policy. */
async function openToFrames({ locals, platform }: RequestEvent, response: Response): Promise<void> {
	const policy = response.headers.get('Content-Security-Policy');
	if (!policy) return;
	response.headers.set('Content-Security-Policy', allowFrames(policy, await embedOrigins(getServices().db.knex, locals.tenant.id)));
	platform?.req?.res?.removeHeader('X-Frame-Options');
}

/** Unforeseen errors get a number that a person can name and we find in the log. The route is logged, not the address: it may hold codes. */
export const handleError: HandleServerError = ({ error: thrown, event, status }) => {
	if (status === 404) return { message: errorTexts.not_found, code: 'not_found' };
	const problem = problemOf(thrown);
	if (problem) return { message: problem.message, code: problem.code };
	const number = noteFault(getServices(), thrown, event.platform?.req?.res, { route: event.route.id, method: event.request.method, status }, 'unexpected');
	return { message: errorTexts.unexpected, code: `unexpected-${number}` };
};
