"""Draws the eight scenes of demo/photos, or any number of random ones for calibration.

    python3 demo.py --seed 11 --out ../demo/photos
    python3 demo.py --seed 12 --random 400 --out DIR
    python3 demo.py --seed 12 --crops 400 --out DIR      # plates alone, as something else has cut them out
    python3 demo.py --seed 12 --crops 400 --field …      # harder: strange dies, few pixels, blur, poor coding
"""

import argparse
from pathlib import Path

import cv2

import capture
import plates
from chance import Chance
from street import ACROSS, Car, DOWN, scene

HEADER = 'file\tx\ty\twidth\theight\tplate\tstate\n'
# name, cars, how it was taken, least bytes of quality
SCENES = [
    ('morning-saloon', [Car(640, 430, 150, ('7KDR482', 'CA'), turn=0.05)], {}),
    ('avenue-van', [Car(500, 420, 170, ('LGT-4093', 'TX'), tall=True, lean=-0.03)], {}),
    ('two-cars', [Car(360, 450, 130, ('HVC 6158', 'NY')), Car(905, 400, 105, ('483-KPE', 'WA'), tall=True)], {}),
    ('night-infrared', [Car(610, 420, 160, ('6TMX905', 'CA'))], dict(infrared=True, noise=4)),
    ('far-and-soft', [Car(720, 430, 62, ('AJ6 R2W', 'MO'), turn=-0.08)], dict(blur=1.1, noise=3)),
    ('empty-street', [], {}),
    ('dealer-frame', [Car(690, 410, 145, ('5WNE317', 'CA'), lean=0.04)], {}),
    ('evening-pick-up', [Car(560, 430, 140, ('KBD 2746', 'PA'), tall=True, turn=0.1)], dict(night=True, noise=3)),
]


def random_scene(chance, field):
    cars = []
    near, blurred = (150, 3.0) if field else (190, 2.2)
    for slot in chance.shuffled([300, 640, 980])[:chance.pick([0, 1, 1, 1, 1, 2])]:
        width = chance.uniform(45 if field else 55, near) if not cars else chance.uniform(55, 120)
        cars.append(Car(slot + chance.whole(-60, 60), chance.whole(360, 480), width, tall=chance.flip(0.4),
                        plated=chance.flip(0.93), turn=chance.uniform(-0.2, 0.2), lean=chance.normal(0, 0.05)))
    return cars, dict(night=chance.flip(0.2), infrared=chance.flip(0.1), noise=chance.uniform(0, 7),
                      blur=chance.uniform(0.5, blurred) if chance.flip(0.6 if field else 0.4) else 0.0, field=field)


def cut_out(chance, out, i, field):
    """Writes one plate that fills its picture; returns its line of the labels."""
    plate = plates.paint(chance, as_on_roads=True, field=field)
    grey = capture.grey(chance, plate.image)
    hardness = chance.uniform(0.2, 1.0) if field else chance.uniform(0, 0.8)
    picture = capture.crop(chance, grey, 320, chance.whole(150, 170), hardness)
    cv2.imwrite(str(out / f'crop-{i:04d}.png'), picture)
    return f'crop-{i:04d}.png\t\t\t\t\t{plate.number}\t{plate.state or "unknown"}\n'


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--seed', type=int, required=True)
    parser.add_argument('--random', type=int, default=0)
    parser.add_argument('--crops', type=int, default=0)
    parser.add_argument('--field', action='store_true', help='harder than what networks are trained on')
    parser.add_argument('--out', type=Path, required=True)
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    print(f'seed {args.seed}')
    with (args.out / 'labels.tsv').open('w') as labels:
        labels.write(HEADER)
        for i in range(args.crops):
            labels.write(cut_out(Chance('crop', args.seed, i), args.out, i, args.field))
        for i in range(0 if args.crops else args.random or len(SCENES)):
            chance = Chance('street', args.seed, i)
            name, cars, how = (f'scene-{i:04d}', *random_scene(chance, args.field)) if args.random else SCENES[i]
            image, shown = scene(chance, cars, **how)
            quality = chance.whole(30, 92) if args.random else 60
            cv2.imwrite(str(args.out / f'{name}.jpg'), image, [cv2.IMWRITE_JPEG_QUALITY, quality])
            for corners, plate in shown:
                (x, y), (right, bottom) = corners.min(0).clip(0, [ACROSS, DOWN]), corners.max(0).clip(0, [ACROSS, DOWN])
                labels.write(f'{name}.jpg\t{x:.0f}\t{y:.0f}\t{right - x:.0f}\t{bottom - y:.0f}\t{plate.number}\t'
                             f'{plate.state or "unknown"}\n')
            if not shown:
                labels.write(f'{name}.jpg\t\t\t\t\t\t\n')


if __name__ == '__main__':
    main()
