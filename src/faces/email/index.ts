export { type Letter, type SignInLink, signInLinkEmail } from './sign-in-link.tsx'
