"""Seeded variants of this lesson's questions; each wrong value is the answer of a known wrong route."""

from random import Random

from tutor.api import convolutions as cnn

TASKS = {
    "class": ("VGG-16", ("one label for the whole image", "is this X-ray one of a hand or of a knee?",
                         "which of 1,000 kinds of thing is in the photo?")),
    "boxes": ("YOLO", ("boxes around things, each with a label", "where in the picture are cars, and how many?",
                       "which pedestrians are in the frame, and where?")),
    "pixels": ("U-Net", ("a label for each pixel", "which pixels of the microscope image are cell, which are rim?",
                         "how many square centimetres of the scan are tumour?")),
}


def tasks(seed: int) -> dict[str, str]:
    """One task for each of the three networks, in one of three wordings."""
    random = Random(seed)
    return {key: random.choice(texts) for key, (_, texts) in TASKS.items()}


def kernel(seed: int) -> dict[str, int]:
    """A convolution, and what it weighs."""
    random = Random(seed)
    while True:
        k, channels, out = random.choice([3, 5, 7]), random.choice([3, 16, 32]), random.choice([8, 24, 48, 64])
        shown = {"right": cnn.conv_parameters(k, channels, out), "bias": k * k * channels * out,
                 "inputs": k * k * out + out, "one": k * channels * out + out}
        if len(set(shown.values())) == len(shown):
            return {"k": k, "channels": channels, "out": out, **shown}


def vgg(seed: int) -> dict[str, int]:
    """VGG-16 for some classes: the whole, without its dense layers, with the original's last layer."""
    classes = Random(seed).choice([1000, 10, 100, 365, 20, 200, 50])
    steps = cnn.walk(cnn.vgg16(classes), 224, 3)
    dense = cnn.parameters(steps, "dense")
    return {"classes": classes, "conv": cnn.parameters(steps, "conv"), "dense": dense, "right": cnn.parameters(steps),
            "biases": cnn.parameters(steps) - 4096 - 4096 - classes,
            "unflat": cnn.parameters(steps) - (7 * 7 - 1) * 512 * 4096}


BYTES = {"float32": 4, "float16": 2, "float64": 8}
FAMOUS = ("VGG-16 for 1,000 classes", "VGG-16 for 10 classes", "U-Net for grey images and two classes",
          "U-Net for colour images and five classes")


def count(name: str) -> int:
    """The parameters of one of those."""
    side, channels = (224, 3) if "VGG" in name else (572, 3 if "colour" in name else 1)
    layers = cnn.vgg16(10 if "10 " in name else 1000) if "VGG" in name else cnn.unet(5 if "five" in name else 2)
    return cnn.parameters(cnn.walk(layers, side, channels))


def weighs(seed: int) -> dict[str, float | int | str]:
    """The size of the weights of a network, in one of three types."""
    random = Random(seed)
    name, kind = random.choice(FAMOUS), random.choice(list(BYTES))
    n, each = count(name), BYTES[kind]
    size = cnn.megabytes(n, each)
    return {"name": name, "n": n, "kind": kind, "each": each, "right": size, "bytes": cnn.megabytes(n, 1),
            "bits": 8 * size, "raw": size * 1e6}


def output(seed: int) -> dict[str, int]:
    """The sides of the map on the way through a U-Net without padding."""
    side = Random(seed).choice([572, 540, 508, 476, 444, 412, 380])
    sides = [step.side for step in cnn.walk(cnn.unet(), side, 1)]
    return {"side": side, "right": sides[-1], "bottom": min(sides), "down": side - 2 * 18, "lost": side - sides[-1]}


def cells(seed: int) -> dict[str, int]:
    """What the first YOLO gives for one image."""
    random = Random(seed)
    while True:
        grid, boxes, classes = random.choice([(7, 2, 20), (7, 3, 20), (13, 2, 20), (9, 2, 80), (11, 3, 12)])
        shown = {"right": cnn.yolo_values(grid, boxes, classes), "cell": 5 * boxes + classes,
                 "each": grid * grid * boxes * (5 + classes), "four": grid * grid * (4 * boxes + classes)}
        if len(set(shown.values())) == len(shown):
            return {"grid": grid, "boxes": boxes, "classes": classes, **shown}


WISHES = ("You need boxes around bicycles on a camera with little memory.",
          "You want to outline roofs on aerial images.",
          "You have 200 labelled X-ray images, and want to tell hands from knees.")


def search(seed: int) -> dict[str, str]:
    """What a search for prior art is for."""
    return {"wish": Random(seed).choice(WISHES)}


CASES = (
    ("trained on street photos taken by day", "X-ray images", "raw pixels score 0.86, its features 0.79"),
    ("trained to tell kinds of dogs apart", "screws on a belt", "raw pixels score 0.91, its features 0.84"),
    ("trained on printed letters", "handwritten digits", "raw pixels score 0.83, its features 0.78"),
)


def harmed(seed: int) -> dict[str, str]:
    """A network, your images, and what its features scored with few labels."""
    source, target, found = Random(seed).choice(CASES)
    return {"source": source, "target": target, "found": found}


LICENCES = (("The repository says MIT.", "the weights"), ("The code is Apache-2.0.", "the weights"),
            ("The paper has 40,000 citations, and its code is free.", "weights and code"))


def licence(seed: int) -> dict[str, str]:
    """What is known of a famous network's licence."""
    says, missing = Random(seed).choice(LICENCES)
    return {"says": says, "missing": missing}
