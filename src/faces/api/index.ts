export { type Broadcast, newBroadcast, type Told } from './events.ts'
export { apiRoutes, newsroomRoutes, type WholeApiNeeds } from './routes.ts'
