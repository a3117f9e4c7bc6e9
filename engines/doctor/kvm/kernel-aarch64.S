// The guest of the KVM probe on aarch64, where there is no boot sector: a flat image that QEMU's `virt` machine starts
// at EL1. It says on the serial port (PL011) how far it came, with the same letters as boot-sector-x86_64.S:
//
//   LW:  started   x  an exception was taken and returned from   c  exclusive pair   .  300,000 instructions   K  done
//
//   as kernel-aarch64.S -o k.o && objcopy -O binary k.o k.bin

	.set UART, 0x09000000
	.set BLOCKS, 128
	.set ITERATIONS, 150000
	.set SYSTEM_OFF, 0x84000008

	.globl _start
// VBAR_EL1 points here too, as the image lies on a 2 KiB boundary: its vector for a synchronous exception is at 0x200.
_start:
	mov	x20, #UART
	adr	x0, _start
	msr	vbar_el1, x0
	isb
	mov	w0, #'L'
	str	w0, [x20]
	mov	w0, #'W'
	str	w0, [x20]
	mov	w0, #':'
	str	w0, [x20]
	brk	#0
	adr	x0, scratch
1:	ldxp	x1, x2, [x0]
	stxp	w3, x1, x2, [x0]
	cbnz	w3, 1b
	mov	w0, #'c'
	str	w0, [x20]
	mov	w4, #BLOCKS
2:	ldr	w5, =ITERATIONS
3:	subs	w5, w5, #1
	b.ne	3b
	mov	w0, #'.'
	str	w0, [x20]
	subs	w4, w4, #1
	b.ne	2b
	mov	w0, #'K'
	str	w0, [x20]
	ldr	w0, =SYSTEM_OFF
	hvc	#0
4:	wfi
	b	4b
	.ltorg
	.balign 16
scratch:
	.quad	0, 0

	.org	0x200
	mov	w0, #'x'
	str	w0, [x20]
	mrs	x1, elr_el1
	add	x1, x1, #4
	msr	elr_el1, x1
	eret
