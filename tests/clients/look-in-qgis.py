"""Opens layers in QGIS, without a screen, and prints what it sees as JSON. Run by qgis.test.ts.

python3 look-in-qgis.py ADDRESS_OF_OGC LAYER FILTER GEOPACKAGE
"""

import json
import os
import sys

os.environ.setdefault('QT_QPA_PLATFORM', 'offscreen')
from qgis.core import (  # noqa: E402  (the platform has to be set before)
    QgsApplication,
    QgsExpressionContext,
    QgsExpressionContextUtils,
    QgsFeatureRequest,
    QgsRenderContext,
    QgsVectorLayer,
)


def fail(why):
    print(why, file=sys.stderr)
    sys.exit(1)


def described(layer):
    """Count, reference system, extent, fields and the codes of a layer."""
    if not layer.isValid():
        fail(f'{layer.name()} is no valid layer: {layer.error().message()}')
    features = list(layer.getFeatures())
    box = layer.extent()
    return {
        'count': len(features),
        'crs': layer.crs().authid(),
        'extent': [box.xMinimum(), box.yMinimum(), box.xMaximum(), box.yMaximum()],
        'fields': {field.name(): field.typeName() for field in layer.fields()},
        'codes': sorted(feature['code'] for feature in features),
    }


def drawn(layer):
    """Colour with which the layer's style draws each feature, by code."""
    context = QgsRenderContext()
    expressions = QgsExpressionContext(QgsExpressionContextUtils.globalProjectLayerScopes(layer))
    context.setExpressionContext(expressions)
    renderer = layer.renderer().clone()
    renderer.startRender(context, layer.fields())
    colours = {}
    for feature in layer.getFeatures():
        context.expressionContext().setFeature(feature)
        symbols = renderer.symbolsForFeature(feature, context)
        colours[feature['code']] = symbols[0].color().name() if symbols else None
    renderer.stopRender(context)
    return colours


def main(address, name, expression, package):
    app = QgsApplication([], False)
    app.initQgis()
    served = QgsVectorLayer(f"url='{address}' typename='{name}'", name, 'OAPIF')
    whole = described(served)
    filtered = [
        feature['code'] for feature in served.getFeatures(QgsFeatureRequest().setFilterExpression(expression))
    ]
    packed = QgsVectorLayer(f'{package}|layername={name}', name, 'ogr')
    answer = {
        'served': whole,
        'filtered': sorted(filtered),
        'packed': described(packed),
        'renderer': packed.renderer().type(),
        'labels': [item.label() for item in packed.renderer().legendSymbolItems()],
        'colours': drawn(packed),
    }
    print(json.dumps(answer))
    sys.stdout.flush()
    # QGIS may fail while it takes itself down, long after everything is said
    os._exit(0)


main(*sys.argv[1:])
