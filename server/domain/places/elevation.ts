/** Metres above the sea that a place may lie at: Phan Xi Păng, the highest mountain of the country, rises to 3147 m. */
export const mostElevation = 3200
