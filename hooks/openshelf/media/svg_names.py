"""The part of SVG 2 that draws and does nothing else."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


ELEMENTS = _words("""
    circle clipPath defs desc ellipse feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix
    feDiffuseLighting feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR
    feGaussianBlur feMerge feMergeNode feMorphology feOffset fePointLight feSpecularLighting feSpotLight feTile
    feTurbulence filter g line linearGradient marker mask path pattern polygon polyline radialGradient rect stop style
    svg symbol text textPath title tspan use view
""")
"""Elements that may stand in a drawing."""

ATTRIBUTES = _words("""
    alignment-baseline amplitude azimuth baseFrequency baseline-shift bias class clip clip-path clip-rule
    clipPathUnits color color-interpolation color-interpolation-filters color-rendering cursor cx cy d
    diffuseConstant direction display divisor dominant-baseline dx dy edgeMode elevation enable-background exponent
    fill fill-opacity fill-rule filter filterRes filterUnits flood-color flood-opacity focusable font-family
    font-feature-settings
    font-kerning font-size font-size-adjust font-stretch font-style font-variant font-variant-ligatures font-weight
    fr fx fy glyph-orientation-horizontal glyph-orientation-vertical gradientTransform gradientUnits height href id
    image-rendering in in2 intercept isolation k1 k2 k3 k4 kernelMatrix kernelUnitLength kerning lang lengthAdjust
    letter-spacing lighting-color limitingConeAngle line-height marker marker-end marker-mid marker-start markerHeight
    markerUnits markerWidth mask mask-type maskContentUnits maskUnits media method mix-blend-mode mode numOctaves
    offset opacity operator order orient overflow paint-order path pathLength patternContentUnits patternTransform
    patternUnits pointer-events points pointsAtX pointsAtY pointsAtZ preserveAlpha preserveAspectRatio
    primitiveUnits r radius refX refY result role rotate rx ry scale seed shape-rendering side slope spacing
    specularConstant specularExponent spreadMethod startOffset stdDeviation stitchTiles stop-color stop-opacity
    stroke stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity
    stroke-width style surfaceScale systemLanguage tableValues targetX targetY text-align text-anchor text-decoration
    text-overflow text-rendering textLength transform transform-box transform-origin type unicode-bidi values
    vector-effect version viewBox visibility white-space width word-spacing writing-mode x x1 x2 xChannelSelector y
    y1 y2 yChannelSelector z zoomAndPan baseProfile contentScriptType contentStyleType requiredFeatures
""")
"""Attributes without a namespace that may stand there; names that start with ``aria-`` and ``data-`` may too."""

NOTES = _words("""
    audio-level block-progression buffered-rendering display-align line-increment solid-color solid-opacity
    text-decoration-color text-decoration-line text-decoration-style text-indent text-orientation text-transform
    viewport-fill viewport-fill-opacity
""")
"""Attributes that editors write and no browser draws: drafts of SVG 1.2, and styles that are no attributes."""
