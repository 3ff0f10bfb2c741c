export { type Front, layOut } from './front.ts'
export { type FrontFact, forgetFront, forgetPins, pin, unpin } from './pin.ts'
export { FRONT_PAGE, getFront, listFrontsOf, listPins } from './queries.ts'
