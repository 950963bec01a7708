import { Router } from 'express';
import { publicDeadline } from './public-deadline.ts';

/** `GET /api/deadlines`: the end of a statutory period with its explanation. Any origin may ask. */
export function deadlinesRouter(): Router {
	const router = Router();
	router
		.route('/')
		.get((request, response) => {
			const { kind, land, start } = request.query;
			const deadline = publicDeadline({ kind, land, start });
			response.set({ 'Cache-Control': 'public, max-age=3600', 'Access-Control-Allow-Origin': '*' }).json(deadline);
		})
		.options((_request, response) => {
			response.set({ 'Access-Control-Allow-Methods': 'GET', 'Access-Control-Allow-Headers': '*', 'Access-Control-Allow-Origin': '*' }).status(204).end();
		})
		.all((_request, response) => {
			const message = 'Hier gibt es nur GET. Die Beschreibung steht unter /api.';
			response.set({ Allow: 'GET, HEAD, OPTIONS', 'Access-Control-Allow-Origin': '*' }).status(405).json({ code: 'method_not_allowed', message });
		});
	return router;
}
