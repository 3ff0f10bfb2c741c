export { type Actor, hasRole, isRole, nameOf, ROLES, type Role, type Staff } from './actor.ts'
