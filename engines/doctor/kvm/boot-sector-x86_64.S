# The guest of the KVM probe: a boot sector that does what a stock 64-bit kernel does first, and says on the serial
# port how far it came:
#
#   LW:  real mode      p  protected mode   l  long mode, with paging   x  an exception was taken and returned from
#   c    lock cmpxchg16b                    .  300,000 instructions, 128 times                             K  done
#
# A KVM without hardware behind it interprets guest code: it enters long mode as well, but does not know every
# instruction (int3 and cmpxchg16b are among those), and is a thousand times slower: that is why this computes.
#
#   as --64 boot-sector-x86_64.S -o s.o && ld -Ttext 0x7c00 --oformat binary s.o -o s.bin

	.set COM1, 0x3f8
	.set BLOCKS, 128
	.set ITERATIONS, 150000

	.globl _start
	.code16
_start:
	cli
	cld
	xorw	%ax, %ax
	movw	%ax, %ds
	movw	%ax, %es
	movw	%ax, %ss
	movl	$0x7c00, %esp
	ljmp	$0, $real
real:
	movw	$COM1, %dx
	movb	$'L', %al
	outb	%al, %dx
	movb	$'W', %al
	outb	%al, %dx
	movb	$':', %al
	outb	%al, %dx
	# PML4 at 0x1000, PDPT at 0x2000, page directory at 0x3000: the first 2 MiB, mapped one to one
	xorw	%ax, %ax
	movw	$0x1000, %di
	movw	$0x1800, %cx
	rep stosw
	movw	$0x2003, 0x1000
	movw	$0x3003, 0x2000
	movw	$0x0083, 0x3000
	lgdt	gdt_pointer
	movl	%cr0, %eax
	orb	$1, %al
	movl	%eax, %cr0
	ljmp	$8, $protected

	.code32
protected:
	movw	$24, %ax
	movw	%ax, %ds
	movw	%ax, %ss
	movb	$'p', %al
	outb	%al, %dx
	movl	$0x620, %eax		# PAE, and SSE as a kernel turns it on
	movl	%eax, %cr4
	movl	$0x1000, %eax
	movl	%eax, %cr3
	movl	$0xc0000080, %ecx	# EFER.LME
	pushl	%edx
	rdmsr
	orl	$0x100, %eax
	wrmsr
	popl	%edx
	movl	%cr0, %eax
	orl	$0x80000000, %eax
	movl	%eax, %cr0
	ljmp	$16, $long

	.code64
long:
	movb	$'l', %al
	outb	%al, %dx
	movl	$handler, %eax		# gate of vector 3 in an interrupt table at 0x9000
	movl	$0x9000, %edi
	movw	%ax, 48(%rdi)
	movw	$16, 50(%rdi)
	movw	$0x8e00, 52(%rdi)
	movl	$0, 54(%rdi)
	movl	$0, 58(%rdi)
	lidt	idt_pointer
	xorl	%ebp, %ebp
	int3
	testl	%ebp, %ebp
	jz	off
	movl	$0x8000, %edi
	pushq	%rdx
	movq	(%rdi), %rax
	movq	8(%rdi), %rdx
	lock cmpxchg16b (%rdi)
	popq	%rdx
	jnz	off
	movb	$'c', %al
	outb	%al, %dx
	movl	$BLOCKS, %ebx
2:	movl	$ITERATIONS, %ecx
3:	decl	%ecx
	jnz	3b
	movb	$'.', %al
	outb	%al, %dx
	decl	%ebx
	jnz	2b
	movb	$'K', %al
	outb	%al, %dx
off:	movw	$0x604, %dx		# ACPI power off on QEMU's q35
	movw	$0x2000, %ax
	outw	%ax, %dx
	lidt	gdt			# or a triple fault, which -no-reboot makes an end
	int3
handler:
	movb	$'x', %al
	outb	%al, %dx
	movl	$1, %ebp
	iretq

	.align 8
gdt:	.quad	0
	.quad	0x00cf9a000000ffff	# 8: code, 32 bits
	.quad	0x00af9a000000ffff	# 16: code, 64 bits
	.quad	0x00cf92000000ffff	# 24: data
gdt_pointer:
	.word	31
	.long	gdt
idt_pointer:
	.word	63
	.quad	0x9000
	.org	510
	.word	0xaa55
