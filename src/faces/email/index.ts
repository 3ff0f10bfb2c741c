export { type Receipt, receiptEmail } from './receipt.tsx'
export { type Letter, type SignInLink, signInLinkEmail } from './sign-in-link.tsx'
