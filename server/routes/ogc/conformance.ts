const features = 'http://www.opengis.net/spec/ogcapi-features'
const cql2 = 'http://www.opengis.net/spec/cql2/1.0/conf'

/** The conformance classes that are fulfilled and tested. */
export const conformanceClasses: readonly string[] = [
  `${features}-1/1.0/conf/core`,
  `${features}-1/1.0/conf/oas30`,
  `${features}-1/1.0/conf/html`,
  `${features}-1/1.0/conf/geojson`,
  `${features}-2/1.0/conf/crs`,
  `${features}-3/1.0/conf/queryables`,
  `${features}-3/1.0/conf/queryables-query-parameters`,
  `${features}-3/1.0/conf/filter`,
  `${features}-3/1.0/conf/features-filter`,
  `${cql2}/cql2-text`,
  `${cql2}/cql2-json`,
  `${cql2}/basic-cql2`,
  `${cql2}/advanced-comparison-operators`,
  `${cql2}/case-insensitive-comparison`,
  `${cql2}/accent-insensitive-comparison`,
  `${cql2}/basic-spatial-functions`,
  `${cql2}/basic-spatial-functions-plus`,
  `${cql2}/property-property`,
]
